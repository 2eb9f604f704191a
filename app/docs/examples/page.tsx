import type { Metadata } from "next";
import { Examples } from "@/components/docs/examples";
import { readExamples } from "./read-examples";

export const metadata: Metadata = { title: "Examples" };

export default function ExamplesPage() {
  return <Examples examples={readExamples()} />;
}
