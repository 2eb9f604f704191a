import { AvroCursor } from "./avro-cursor";
import { BodyRefusal } from "./body-refusal";

/** The header is repeated in every chunk, so it has to be short. */
export const maxAvroHeaderBytes = 256 * 1024;
const maxEntries = 1000;
const magic = [0x4f, 0x62, 0x6a, 0x01];

/** A schema nests about twice as deep as its records do. */
const maxSchemaDepth = 256;

/** What the worker can decompress. */
const codecs = ["null", "deflate", "snappy", "zstandard", "bzip2", "xz"] as const;
export type AvroCodec = (typeof codecs)[number];

export interface AvroHeader {
  /** Length in bytes, from the magic to the sync marker. */
  length: number;
  codec: AvroCodec;
  syncMarker: Uint8Array;
}

/**
 * Reads the header of an object container file: magic, metadata, sync marker.
 * @param bytes the file as far as it is known
 * @returns undefined when the header goes on
 * @throws BodyRefusal `malformed_body`, `too_large`, `unsupported_codec`
 */
export function readAvroHeader(bytes: Uint8Array): AvroHeader | undefined {
  if (magic.some((byte, index) => index < bytes.length && bytes[index] !== byte)) {
    throw refusal("The body is no Avro object container file: it does not begin with `Obj` and 1.");
  }
  const cursor = new AvroCursor(bytes.subarray(0, maxAvroHeaderBytes), magic.length);
  const header = guarded(() => readRest(cursor));
  if (!header && bytes.length >= maxAvroHeaderBytes) throw tooLarge();
  return header;
}

function readRest(cursor: AvroCursor): AvroHeader | undefined {
  const metadata = readMetadata(cursor);
  const syncMarker = metadata && cursor.take(16);
  if (!metadata || !syncMarker) return undefined;
  requireSchema(metadata.get("avro.schema"));
  return { length: cursor.at, codec: codecOf(metadata.get("avro.codec")), syncMarker: syncMarker.slice() };
}

/** A map is blocks of entries, ended by a block of none; a negative count is followed by the block's size. */
function readMetadata(cursor: AvroCursor): Map<string, Uint8Array> | undefined {
  const metadata = new Map<string, Uint8Array>();
  let entries = 0;
  for (;;) {
    const count = cursor.long();
    if (count === undefined) return undefined;
    if (count === 0) return metadata;
    if (count < 0 && cursor.long() === undefined) return undefined;
    entries += Math.abs(count);
    if (entries > maxEntries) throw new RangeError(`more than ${maxEntries} metadata entries`);
    for (let index = 0; index < Math.abs(count); index += 1) {
      const key = readBytes(cursor);
      const value = key && readBytes(cursor);
      if (!key || !value) return undefined;
      metadata.set(new TextDecoder().decode(key), value);
    }
  }
}

function readBytes(cursor: AvroCursor): Uint8Array | undefined {
  const length = cursor.long();
  if (length === undefined) return undefined;
  if (length < 0) throw new RangeError("a negative length");
  if (length > maxAvroHeaderBytes) throw tooLarge();
  return cursor.take(length);
}

function requireSchema(schema: Uint8Array | undefined): void {
  if (!schema) throw refusal("The Avro header has no `avro.schema`.");
  // it is walked recursively where records are decoded
  if (isNestedDeeper(schema, maxSchemaDepth)) {
    throw refusal(`The \`avro.schema\` of the header is nested deeper than ${maxSchemaDepth}.`);
  }
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(schema));
  } catch {
    throw refusal("The `avro.schema` of the header is not JSON.");
  }
}

function isNestedDeeper(json: Uint8Array, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = String.fromCharCode(json[at] ?? 0);
    if (inString && character === "\\") at += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && (character === "{" || character === "[")) depth += 1;
    else if (!inString && (character === "}" || character === "]")) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}

function codecOf(name: Uint8Array | undefined): AvroCodec {
  const given = name ? new TextDecoder().decode(name) : "null";
  const codec = codecs.find((known) => known === given);
  if (codec) return codec;
  const shown = given.replace(/[^\w.-]/g, "?").slice(0, 40);
  throw refusal(
    `The Avro codec \`${shown}\` is not supported. Write the file with one of ${codecs.join(", ")}.`,
    "unsupported_codec",
  );
}

function guarded<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw refusal(`The Avro header is damaged: it has ${error.message}.`);
    throw error;
  }
}

function tooLarge(): BodyRefusal {
  return refusal(`The Avro header is longer than ${maxAvroHeaderBytes} bytes.`, "too_large");
}

function refusal(message: string, code: BodyRefusal["code"] = "malformed_body"): BodyRefusal {
  return new BodyRefusal(code, message, 0, 1);
}
