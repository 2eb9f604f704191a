import { type AvroCursor, AvroError } from "./avro-cursor";

export interface AvroHeader {
  schemaText: string;
  codec: string;
  sync: Uint8Array;
}

/** One block: how many records it says to hold, and their bytes as the codec left them. */
export interface AvroBlock {
  count: number;
  data: Uint8Array;
  /** Whether the file's sync marker stands behind it. */
  synced: boolean;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const magic = [0x4f, 0x62, 0x6a, 0x01];

/**
 * Reads the header of an object container file (Avro 1.11, "Object Container Files").
 * @throws AvroError when the bytes are none.
 */
export function readAvroHeader(cursor: AvroCursor): AvroHeader {
  const start = cursor.take(magic.length);
  if (magic.some((byte, index) => start[index] !== byte)) throw new AvroError("This is no Avro container file.");
  const metadata = new Map<string, Uint8Array>();
  for (let count = cursor.itemCount(); count > 0; count = cursor.itemCount()) {
    for (let index = 0; index < count; index += 1) {
      const key = cursor.string();
      metadata.set(key, cursor.take(cursor.length()));
    }
  }
  const schema = metadata.get("avro.schema");
  if (!schema) throw new AvroError("The Avro file has no schema.");
  const codec = metadata.get("avro.codec");
  return { schemaText: utf8.decode(schema), codec: codec ? utf8.decode(codec) : "null", sync: cursor.take(16) };
}

/**
 * Gives the blocks one by one, up to the end of the bytes.
 * @throws AvroError when the bytes end inside a block.
 */
export function* readAvroBlocks(cursor: AvroCursor, sync: Uint8Array): Generator<AvroBlock> {
  while (cursor.remaining > 0) {
    const count = cursor.length();
    const data = cursor.take(cursor.length());
    const marker = cursor.take(sync.byteLength);
    yield { count, data, synced: sync.every((byte, index) => marker[index] === byte) };
  }
}
