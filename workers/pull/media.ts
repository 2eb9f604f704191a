import { brotliDecompressSync, constants, gunzipSync } from "node:zlib";

/** How a file is to be read: what a request would say in its headers. */
export interface Media {
  /** Null when it cannot be told. */
  contentType: string | null;
  contentEncoding: string | null;
}

const encodings: Readonly<Record<string, string>> = { gz: "gzip", gzip: "gzip", br: "br", zst: "zstd", zstd: "zstd" };
const types: Readonly<Record<string, string>> = {
  json: "application/json",
  ndjson: "application/x-ndjson",
  jsonl: "application/x-ndjson",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  avro: "avro/binary",
};

/**
 * Tells how a file is to be read: by what was set, else by its name's ending, else by its first bytes.
 * @param contentType as set for the pull
 * @param head the first bytes, as many as are there
 */
export function mediaOf(name: string, contentType: string | null, head: Uint8Array): Media {
  const endings = name
    .slice(name.lastIndexOf("/") + 1)
    .toLowerCase()
    .split(".")
    .slice(1);
  const last = endings.at(-1) ?? "";
  const contentEncoding = Object.hasOwn(encodings, last) ? (encodings[last] ?? null) : isGzip(head) ? "gzip" : null;
  if (contentType) return { contentType, contentEncoding };
  const ending = (contentEncoding === encodings[last] ? endings.at(-2) : last) ?? "";
  const named = Object.hasOwn(types, ending) ? types[ending] : undefined;
  const plain = decompressed(head, contentEncoding);
  const told = named ?? typeOf(plain);
  return { contentType: told ? told + charsetOf(told, plain) : null, contentEncoding };
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The beginning of what is compressed; empty when it cannot be read here. */
function decompressed(head: Uint8Array, encoding: string | null): Uint8Array {
  if (encoding === null) return head;
  const bounds = { maxOutputLength: 1024 * 1024 };
  try {
    if (encoding === "gzip") return gunzipSync(head, { ...bounds, finishFlush: constants.Z_SYNC_FLUSH });
    if (encoding === "br") {
      return brotliDecompressSync(head, { ...bounds, finishFlush: constants.BROTLI_OPERATION_FLUSH });
    }
  } catch {
    // the door says better what is wrong with it
  }
  return new Uint8Array();
}

function typeOf(bytes: Uint8Array): string | undefined {
  // Avro 1.12, object container files: the letters Obj and a 1
  if (Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from("Obj\x01"))) return "avro/binary";
  const text = Buffer.from(bytes.filter((byte) => byte !== 0))
    .toString("latin1")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
  const start = text.trimStart();
  if (/^[[{]/.test(start)) return "application/json";
  const line = start.split(/[\r\n]/, 1)[0] ?? "";
  return /[,;\t|]/.test(line) ? "text/csv" : undefined;
}

/** The charset that a byte order mark tells; without one it is UTF-8. */
function charsetOf(contentType: string, bytes: Uint8Array): string {
  if (contentType === "avro/binary") return "";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "; charset=utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "; charset=utf-16be" : "";
}
