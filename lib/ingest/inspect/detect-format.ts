import { type Charset, detectCharset } from "./detect-charset";
import { beginsWith, detectForeign } from "./detect-compression";
import { detectTextFormat, type TextFormat } from "./detect-text-format";

/** What a file that is not compressed, or not any more, seems to be. */
export type Detected =
  | { format: "avro" | "avro-message" }
  | { format: TextFormat; charset: Charset }
  | { format: null; problem: string };

const containerMagic = [0x4f, 0x62, 0x6a, 0x01];
const messageMagic = [0xc3, 0x01];

/**
 * Tells the format of a file by its first bytes, and by its name where they leave it open.
 * @param fileName without an ending such as `.gz`
 * @param isCut whether more follows
 */
export function detectFormat(bytes: Uint8Array, fileName: string | null, isCut: boolean): Detected {
  if (beginsWith(bytes, containerMagic)) return { format: "avro" };
  const isNamedAvro = /\.(?:avro|avro\d+)$/i.test(fileName ?? "");
  const isNamedText = /\.(?:json|geojson|ndjson|jsonl|csv|tsv|txt)$/i.test(fileName ?? "");
  if (beginsWith(bytes, messageMagic)) return { format: "avro-message" };
  if (bytes.length === 0) return { format: null, problem: "The file is empty." };
  if (isNamedAvro)
    return { format: null, problem: "The file is named like Avro, but does not begin like an Avro file." };
  const foreign = detectForeign(bytes);
  if (foreign)
    return { format: null, problem: `This is ${foreign}. Send JSON, CSV or Avro, compressed with gzip at most.` };
  const charset = detectCharset(bytes, isCut) ?? (isNamedText ? "utf-8" : null);
  if (!charset) return { format: null, problem: "The file is no text and no Avro file. Send JSON, CSV or Avro." };
  const text = new TextDecoder(charset).decode(bytes, { stream: isCut });
  return { format: detectTextFormat(text, fileName, isCut), charset };
}

const typeByFormat = {
  json: "application/json",
  ndjson: "application/x-ndjson",
  csv: "text/csv",
  avro: "avro/binary",
  "avro-message": "application/vnd.apache.avro+single",
} as const;

/** The content type under which the door reads what was told. */
export function contentTypeOf(detected: Exclude<Detected, { format: null }>): string {
  const type = typeByFormat[detected.format];
  return "charset" in detected && detected.charset !== "utf-8" ? `${type}; charset=${detected.charset}` : type;
}
