import type { Metadata } from "next";
import type { ApiDocument } from "@/components/docs/api-document";
import { Reference } from "@/components/docs/reference";
import { buildDocument } from "@/lib/http/openapi/build-document";

export const metadata: Metadata = { title: "API reference" };

export default function ApiReferencePage() {
  return <Reference document={buildDocument("/") as unknown as ApiDocument} />;
}
