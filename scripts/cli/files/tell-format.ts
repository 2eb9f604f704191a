import { UsageError } from "../cli-error";

/** How a file is announced to the door. */
export interface FileFormat {
  contentType: string;
  /** The Content-Encoding; null for a file that is sent as it reads. */
  encoding: Encoding | null;
}
export const encodings = ["gzip", "br", "zstd"] as const;
export type Encoding = (typeof encodings)[number];

/** What `--format` may name. */
export const contentTypes = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  ndjson: "application/x-ndjson",
  avro: "avro/binary",
} as const;
export type FormatName = keyof typeof contentTypes;

const formatByEnding: Readonly<Record<string, FormatName>> = {
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  avro: "avro",
};
const encodingByEnding: Readonly<Record<string, Encoding>> = { gz: "gzip", br: "br", zst: "zstd", zstd: "zstd" };

/**
 * Tells the coding of a file by its first bytes, which do not lie; brotli has no mark of its own, so its name counts.
 * A file named `.gz` that does not begin as one was decompressed on its way and kept its name: it has none.
 */
export function tellEncoding(name: string, head: Uint8Array): Encoding | null {
  if (startsWith(head, [0x1f, 0x8b])) return "gzip";
  if (startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) return "zstd";
  return encodingByEnding[endings(name)[0] ?? ""] === "br" ? "br" : null;
}

/**
 * Tells the format by the file's ending (in front of one of compression), else by the first decompressed bytes.
 * @throws UsageError when neither tells
 */
export function tellContentType(name: string, head: Uint8Array): string {
  if (startsWith(head, [0x4f, 0x62, 0x6a, 0x01])) return contentTypes.avro;
  const [last = "", before = ""] = endings(name);
  const ending = Object.hasOwn(encodingByEnding, last) ? before : last;
  const format = (Object.hasOwn(formatByEnding, ending) ? formatByEnding[ending] : undefined) ?? formatOfText(head);
  if (format) return contentTypes[format];
  throw new UsageError(
    `What ${name} holds cannot be told from its name or first bytes: add --format ${Object.keys(contentTypes).join("|")}, or --content-type.`,
  );
}

/** The endings of a name, from the last one on, in lower case, without a folder. */
function endings(name: string): string[] {
  const [, ...rest] = (name.split(/[/\\]/).at(-1) ?? "").toLowerCase().split(".");
  return rest.reverse();
}

function formatOfText(head: Uint8Array): FormatName | undefined {
  const text = decode(head);
  const [first = "", second = ""] = text.trimStart().split(/\r\n|\n|\r/);
  if (first.startsWith("{")) return isJson(first) && /^\s*\{/.test(second) ? "ndjson" : "json";
  if (first.startsWith("[")) return "json";
  // a header line: names, and something between them
  if (/[\0\ufffd]/.test(first)) return undefined;
  if (/[,;|]/.test(first)) return "csv";
  return first.includes("\t") ? "tsv" : undefined;
}

/** The mark of the byte order tells UTF-16; it is taken away. A letter cut in two at the end says nothing. */
function decode(head: Uint8Array): string {
  const label = startsWith(head, [0xff, 0xfe]) ? "utf-16le" : startsWith(head, [0xfe, 0xff]) ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(head, { stream: true });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
