import type { Format } from "@/lib/contracts/kinds";
import { AppError } from "@/lib/errors";
import { AvroSplitter } from "../split/split-avro";
import { CsvSplitter } from "../split/split-csv";
import { JsonSplitter } from "../split/split-json";
import { LineSplitter } from "../split/split-lines";
import type { Splitter, SplitterStart } from "../split/splitter";

/** How a body of some content type is read. */
export interface MediaType {
  format: Format;
  split: (maxRecordBytes: number, start?: SplitterStart) => Splitter;
}

const json: MediaType = { format: "json", split: (max, start) => new JsonSplitter(max, start) };
const lines: MediaType = { format: "json", split: (max, start) => new LineSplitter(max, start) };
const csv: MediaType = { format: "csv", split: (max, start) => new CsvSplitter(max, start) };
const avro: MediaType = { format: "avro", split: (max, start) => new AvroSplitter(max, start) };

const byName: Readonly<Record<string, MediaType>> = {
  "application/json": json,
  "text/json": json,
  "application/x-ndjson": lines,
  "application/ndjson": lines,
  "application/jsonl": lines,
  "application/x-jsonlines": lines,
  "text/csv": csv,
  "application/csv": csv,
  "text/tab-separated-values": csv,
  "avro/binary": avro,
  "application/avro": avro,
  "application/vnd.apache.avro": avro,
};

const supported = "application/json, application/x-ndjson, text/csv or avro/binary";
const textCharsets = ["utf-8", "utf8", "us-ascii"];

/**
 * Chooses how to read a body by its content type, parameters included.
 * @throws AppError `unsupported_media_type`
 */
export function readMediaType(contentType: string | null): MediaType {
  const [name = "", ...parameters] = (contentType ?? "").split(";").map((part) => part.trim().toLowerCase());
  const type = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (!type)
    throw unsupported(name === "" ? "No Content-Type is given" : `The Content-Type ${shown(name)} is not read here`);
  for (const parameter of parameters) requireReadable(parameter);
  return type;
}

function requireReadable(parameter: string): void {
  const [key = "", quoted = ""] = parameter.split("=").map((part) => part.trim());
  const value = quoted.replace(/^"(.*)"$/, "$1");
  if (key === "charset" && !textCharsets.includes(value))
    throw unsupported(`The charset ${shown(value)} is not read here`);
  // RFC 4180, section 3
  if (key === "header" && value === "absent") throw unsupported("A CSV body needs a header line");
}

/**
 * Tells whether a body is compressed with gzip.
 * @throws AppError `unsupported_media_type` for any other coding
 */
export function isGzip(contentEncoding: string | null): boolean {
  const coding = (contentEncoding ?? "").trim().toLowerCase();
  if (coding === "" || coding === "identity") return false;
  if (coding === "gzip" || coding === "x-gzip") return true;
  throw new AppError(
    "unsupported_media_type",
    `The Content-Encoding ${shown(coding)} is not read here: compress with gzip, or not at all.`,
  );
}

function unsupported(what: string): AppError {
  return new AppError("unsupported_media_type", `${what}: send ${supported} in UTF-8.`);
}

function shown(value: string): string {
  return `\`${value.replace(/[^\x20-\x7e]/g, "?").slice(0, 80)}\``;
}
