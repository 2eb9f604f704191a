import { AppError } from "@/lib/errors";
import { type Charset, charsetsRead, readCharset } from "./charset/charset";
import { readHeaderValue } from "./header-value";

/** How a body, or a file of it, is cut. */
export type Reading = "json" | "lines" | "csv" | "avro" | "avroSingle";

export interface MediaType {
  reading: Reading;
  /** Undefined when it was not said. */
  charset?: Charset | undefined;
}

const byName: Readonly<Record<string, Reading>> = {
  "application/json": "json",
  "text/json": "json",
  "application/x-ndjson": "lines",
  "application/ndjson": "lines",
  "application/jsonl": "lines",
  "application/x-jsonlines": "lines",
  "text/csv": "csv",
  "application/csv": "csv",
  "text/tab-separated-values": "csv",
  "avro/binary": "avro",
  "application/avro": "avro",
  "application/vnd.apache.avro": "avro",
  "application/vnd.apache.avro+single": "avroSingle",
  "application/avro+single": "avroSingle",
  "avro/single": "avroSingle",
};

const byEnding: Readonly<Record<string, Reading>> = {
  json: "json",
  ndjson: "lines",
  jsonl: "lines",
  csv: "csv",
  tsv: "csv",
  avro: "avro",
};

const supported =
  "application/json, application/x-ndjson, text/csv, avro/binary, application/vnd.apache.avro+single or multipart/form-data";

/**
 * Chooses how to read a body by its content type, parameters included.
 * @throws AppError `unsupported_media_type`
 */
export function readMediaType(contentType: string | null): MediaType {
  const type = findMediaType(contentType ?? "");
  if (type) return type;
  const { value } = readHeaderValue(contentType ?? "");
  const what = value === "" ? "No Content-Type is given" : `The Content-Type ${shown(value)} is not read here`;
  throw unsupported(`${what}: send ${supported}.`);
}

/**
 * Gives undefined for a type that is not read here.
 * @throws AppError `unsupported_media_type` for a type that is, with parameters that are not
 */
export function findMediaType(contentType: string): MediaType | undefined {
  const { value, parameters } = readHeaderValue(contentType);
  const reading = Object.hasOwn(byName, value) ? byName[value] : undefined;
  if (!reading) return undefined;
  // RFC 4180, section 3
  if (parameters.get("header")?.toLowerCase() === "absent") {
    throw unsupported("A CSV body needs a header line: send one first, in `header=present`.");
  }
  const label = parameters.get("charset");
  if (label === undefined || reading === "avro" || reading === "avroSingle") return { reading };
  const charset = readCharset(label);
  if (!charset) throw unsupported(`The charset ${shown(label)} is not read here: send ${charsetsRead}.`);
  return { reading, charset };
}

/** Tells how to read a file from the ending of its name; undefined when that says nothing. */
export function readingOfName(name: string): Reading | undefined {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
}

function unsupported(message: string): AppError {
  return new AppError("unsupported_media_type", message);
}

function shown(value: string): string {
  return `\`${value.replace(/[^\x20-\x7e]/g, "?").slice(0, 80)}\``;
}
