import type { Metadata } from "next";
import { AlertScreen } from "@/components/alerts/alert-screen";

export const metadata: Metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <AlertScreen alertId={decodeURIComponent(id)} />;
}
