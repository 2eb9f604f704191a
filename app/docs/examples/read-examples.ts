import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Example } from "@/components/docs/examples";

const languages = [
  ["curl", (format: string) => `send-${format}.sh`],
  ["TypeScript", (format: string) => `send-${format}.ts`],
  ["Python", (format: string) => `send_${format}.py`],
] as const;

const subjects = [
  ["json", "JSON", "Impressions as they happen, or many in one request: an array, or one object a line (NDJSON)."],
  ["csv", "CSV", "Clicks and conversions in one file with a header line, of any size."],
  ["avro", "Avro", "Bid requests as an object container file: codecs null, deflate, snappy, zstandard, bzip2 and xz."],
  [
    "webhook",
    "Signed webhook",
    "For senders that sign (Standard Webhooks) instead of keeping a key. SECRET is a signing secret of the source.",
  ],
] as const;

/** Reads the example programs from `docs/examples`. */
export function readExamples(): Example[] {
  return subjects.map(([format, title, description]) => ({
    title,
    description,
    files: languages.map(([language, nameOf]) => {
      const name = nameOf(format);
      return { language, name, code: readFileSync(join(process.cwd(), "docs", "examples", name), "utf8") };
    }),
  }));
}
