import { createHash } from "node:crypto";
import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import type { PartOptions } from "../body-plan";
import { PieceReader } from "../piece-reader";

/** C3 01, then the schema's fingerprint (Avro 1.12 specification, "Single-object encoding"). */
const marker = [0xc3, 0x01];
const fingerprintBytes = 8;
const headBytes = marker.length + fingerprintBytes;

/**
 * Reads a body that is one Avro object in single-object encoding, and gives it as a container file of
 * one block with one record, under the schema that is registered for its fingerprint. The same body
 * becomes the same file.
 * @throws BodyRefusal `malformed_body`, `too_large`; whatever `pieces` or `findSchema` throws
 */
export async function* wrapSingleObject(
  pieces: AsyncIterable<Uint8Array>,
  { maxRecordBytes, findSchema }: Pick<PartOptions, "maxRecordBytes" | "findSchema">,
): AsyncGenerator<Uint8Array, void, void> {
  const body = await readAll(pieces, maxRecordBytes);
  const fingerprint = readFingerprint(body);
  const schema = await findSchema(fingerprint);
  if (schema === undefined) {
    const message = `No schema with the fingerprint ${fingerprint} is registered. Register the writer's schema with POST /api/schemas.`;
    throw refusal(message, marker.length);
  }
  yield containerOf(schema, fingerprint, body.subarray(headBytes));
}

async function readAll(pieces: AsyncIterable<Uint8Array>, maxRecordBytes: number): Promise<Buffer> {
  const reader = new PieceReader(pieces);
  try {
    if (await reader.fill(maxRecordBytes + 1)) {
      const message = `The object is longer than ${maxRecordBytes} bytes. Send smaller records.`;
      throw new BodyRefusal("too_large", message, 0, 1);
    }
  } finally {
    await reader.close();
  }
  return reader.unread;
}

function readFingerprint(body: Buffer): string {
  const wrong = marker.findIndex((byte, index) => index < body.length && body[index] !== byte);
  if (wrong >= 0) {
    throw refusal("The body is no Avro object in single-object encoding: it does not begin with C3 01.", wrong);
  }
  if (body.length < headBytes) {
    const message = `The body ends inside the ${headBytes} bytes that stand in front of a single Avro object.`;
    throw refusal(message, body.length);
  }
  return body.subarray(marker.length, headBytes).toString("hex");
}

function containerOf(schema: string, fingerprint: string, datum: Uint8Array): Uint8Array {
  const metadata = [bytes("avro.codec"), bytes("null"), bytes("avro.schema"), bytes(schema)];
  const sync = createHash("sha256").update(`single object ${fingerprint}`).digest().subarray(0, 16);
  const header = [Buffer.from("Obj\u0001"), long(metadata.length / 2), ...metadata, long(0), sync];
  return Buffer.concat([...header, long(1), long(datum.length), datum, sync]);
}

function bytes(text: string): Buffer {
  const utf8 = Buffer.from(text);
  return Buffer.concat([long(utf8.length), utf8]);
}

/** Writes a count or a length: zig-zag, 7 bits a byte, the lowest first. */
function long(value: number): Buffer {
  const parts: number[] = [];
  let rest = value * 2;
  for (; rest > 127; rest = Math.floor(rest / 128)) parts.push((rest % 128) + 128);
  return Buffer.from([...parts, rest]);
}

function refusal(message: string, byteOffset: number): BodyRefusal {
  return new BodyRefusal("malformed_body", message, byteOffset, 1);
}
