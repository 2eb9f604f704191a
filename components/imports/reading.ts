/** How the bytes of a file are read: the headers that it is sent with. */
export interface Reading {
  contentType: string;
  contentEncoding: string | null;
}

export const formats = [
  { value: "application/json", label: "JSON", hint: "an array, or objects" },
  { value: "application/x-ndjson", label: "NDJSON", hint: "one object a line" },
  { value: "text/csv", label: "CSV", hint: "any delimiter" },
  { value: "text/tab-separated-values", label: "TSV", hint: "tabs" },
  { value: "avro/binary", label: "Avro file", hint: "with its schema" },
  { value: "application/vnd.apache.avro+single", label: "Avro message", hint: "of a registered schema" },
] as const;
export type Format = (typeof formats)[number]["value"];

export const charsets = [
  { value: "utf-8", label: "UTF-8" },
  { value: "utf-16le", label: "UTF-16 LE" },
  { value: "utf-16be", label: "UTF-16 BE" },
  { value: "iso-8859-1", label: "Latin-1" },
] as const;
export type Charset = (typeof charsets)[number]["value"];

export const codings = [
  { value: "identity", label: "none" },
  { value: "gzip", label: "gzip" },
  { value: "br", label: "Brotli" },
  { value: "zstd", label: "Zstandard" },
] as const;
export type Coding = (typeof codings)[number]["value"];

const aliases: Record<string, Format> = {
  "text/json": "application/json",
  "application/ndjson": "application/x-ndjson",
  "application/jsonl": "application/x-ndjson",
  "application/csv": "text/csv",
  "application/avro": "avro/binary",
  "application/vnd.apache.avro": "avro/binary",
};

/** The parts of a reading that a person may change; undefined what is none of those offered. */
export function partsOf({ contentType, contentEncoding }: Reading) {
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  const unquoted = charset?.replaceAll('"', "") ?? "utf-8";
  return {
    format: formats.find(({ value }) => value === (aliases[type] ?? type))?.value,
    charset: charsets.find(({ value }) => value === (unquoted === "latin1" ? "iso-8859-1" : unquoted))?.value,
    coding: codings.find(({ value }) => value === (contentEncoding ?? "identity"))?.value,
  };
}

/** Whether a format has no characters, and so no charset. */
export function isBinary(format: Format | undefined): boolean {
  return format === "avro/binary" || format === "application/vnd.apache.avro+single";
}

/** The reading of parts that a person chose. Avro and UTF-8 need no charset. */
export function readingOf(parts: { format: Format; charset?: Charset; coding?: Coding }): Reading {
  const { format, charset = "utf-8", coding = "identity" } = parts;
  const isPlain = charset === "utf-8" || isBinary(format);
  return {
    contentType: isPlain ? format : `${format}; charset=${charset}`,
    contentEncoding: coding === "identity" ? null : coding,
  };
}
