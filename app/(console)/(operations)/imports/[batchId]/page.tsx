import type { Metadata } from "next";
import { BatchScreen } from "@/components/imports/batch-screen";

export const metadata: Metadata = { title: "Batch" };

export default async function BatchPage({ params }: { params: Promise<{ batchId: string }> }) {
  const { batchId } = await params;
  const id = decodeURIComponent(batchId);
  return <BatchScreen key={id} batchId={id} />;
}
