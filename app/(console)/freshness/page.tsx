import type { Metadata } from "next";
import { FreshnessScreen } from "@/components/freshness/freshness-screen";

export const metadata: Metadata = { title: "Freshness" };

export default function FreshnessPage() {
  return <FreshnessScreen />;
}
