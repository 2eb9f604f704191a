import type { Metadata } from "next";
import { SourceListScreen } from "@/components/sources/source-list-screen";

export const metadata: Metadata = { title: "Sources" };

export default function SourcesPage() {
  return <SourceListScreen />;
}
