import type { Metadata } from "next";

export const metadata: Metadata = { title: "Quality" };

/** The list alone, which the layout draws. */
export default function QualityPage() {
  return null;
}
