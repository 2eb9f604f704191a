import { deflateRawSync } from "node:zlib";
import avro from "avsc";

const sync = Buffer.from("0123456789abcdef");

/** Writes an Avro long, as lengths and counts are written. */
export function avroLong(value: number | bigint): Buffer {
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

/** Writes a container file's header. */
export function avroHeader(schema: unknown, codec?: string): Buffer {
  const entry = (key: string, value: string) => Buffer.concat([prefixed(key), prefixed(value)]);
  const entries = [entry("avro.schema", JSON.stringify(schema)), ...(codec ? [entry("avro.codec", codec)] : [])];
  return Buffer.concat([Buffer.from("Obj\x01"), avroLong(entries.length), ...entries, avroLong(0), sync]);
}

/** Writes a block that says to hold `count` records. */
export function avroBlock(count: number, data: Buffer, marker: Buffer = sync): Buffer {
  return Buffer.concat([avroLong(count), avroLong(data.length), data, marker]);
}

/** Writes a whole container file, with a block for each array of records. */
export function avroFile(schema: unknown, blocks: unknown[][], codec?: "null" | "deflate"): Buffer {
  const type = avro.Type.forSchema(schema as avro.Schema);
  const written = blocks.map((records) => {
    const data = Buffer.concat(records.map((record) => type.toBuffer(record)));
    return avroBlock(records.length, codec === "deflate" ? deflateRawSync(data) : data);
  });
  return Buffer.concat([avroHeader(schema, codec), ...written]);
}

function prefixed(text: string): Buffer {
  return Buffer.concat([avroLong(Buffer.byteLength(text)), Buffer.from(text)]);
}
