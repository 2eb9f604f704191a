import { type Inspection, maxSampleBytes } from "@/lib/contracts/preview";
import type { IssueRecord } from "@/lib/contracts/quality";

/** The beginning of what a source sends, to try a mapping with. */
export interface Sample {
  /** Tells samples apart. */
  id: string;
  /** What it is, for people: a file's name, or where it was taken from. */
  title: string;
  contentType: string;
  contentEncoding: string | null;
  /** The first 512 KB. */
  base64: string;
}

/** A sample of bytes that the server has looked at; null for bytes that it cannot read. */
export function sampleOf(
  { contentType, contentEncoding }: Pick<Inspection, "contentType" | "contentEncoding">,
  { id, title, bytes }: { id: string; title: string; bytes: Uint8Array },
): Sample | null {
  return contentType === null ? null : { id, title, contentType, contentEncoding, base64: toBase64(bytes) };
}

/** Bytes as the API's JSON carries them, the first 512 KB. */
export function toBase64(bytes: Uint8Array): string {
  const taken = bytes.subarray(0, maxSampleBytes);
  let text = "";
  for (let at = 0; at < taken.length; at += 8192) text += String.fromCharCode(...taken.subarray(at, at + 8192));
  return btoa(text);
}

/** Of pasted text the end that no longer fits is cut off, as of a file. */
export function bytesOfText(text: string): Uint8Array {
  return new TextEncoder().encode(text).subarray(0, maxSampleBytes);
}

/**
 * Writes rejected records as a file again: those of one form, that of the first record which can be read.
 * Records of Avro are kept as JSON, so they are written as such.
 * @returns null when none of them can be read
 */
export function fileOfRejects(
  records: readonly Pick<IssueRecord, "raw" | "form">[],
): { contentType: string; text: string; records: number } | null {
  const readable = records.filter((record) => isRow(record) || isJson(record.raw));
  const first = readable[0];
  if (!first) return null;
  const alike = readable.filter((record) => headOf(record) === headOf(first));
  const rows = alike.map(({ raw }) => raw.replace(/[\r\n]+$/, ""));
  if (!isRow(first)) return { contentType: "application/json", text: `[${rows.join(",\n")}]`, records: rows.length };
  const header = (first.form?.csvHeader ?? "").replace(/[\r\n]+$/, "");
  const contentType = first.form?.csvDelimiter === "\t" ? "text/tab-separated-values" : "text/csv";
  return { contentType, text: [header, ...rows].join("\n"), records: rows.length };
}

function isRow({ form }: Pick<IssueRecord, "form">): boolean {
  return form?.format === "csv" && form.csvHeader !== null;
}

function headOf(record: Pick<IssueRecord, "raw" | "form">): string {
  return isRow(record) ? `${record.form?.csvDelimiter} ${record.form?.csvHeader}` : "";
}

function isJson(raw: string): boolean {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
