import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import avro, { type Schema } from "avsc";
import type { DemoRecord } from "../events";
import type { Encoder } from "./encoder";

const RECORDS_A_BLOCK = 500;

const long = avro.Type.forSchema("long");
const header = avro.Type.forSchema({
  type: "record",
  name: "Header",
  fields: [
    { name: "magic", type: { type: "fixed", name: "Magic", size: 4 } },
    { name: "meta", type: { type: "map", values: "bytes" } },
    { name: "sync", type: { type: "fixed", name: "Sync", size: 16 } },
  ],
});

/**
 * An Avro object container file with deflated blocks (Avro 1.12 specification, "Object Container Files").
 * Written here and not by avsc's stream, so that it is synchronous and the same to the last byte every time:
 * the sync marker is a hash of the schema instead of chance.
 */
export function createAvroEncoder(schema: Schema, toRecord: (record: DemoRecord) => object): Encoder {
  const type = avro.Type.forSchema(schema);
  const schemaText = JSON.stringify(schema);
  const sync = createHash("md5").update(schemaText).digest();
  const block = (records: readonly DemoRecord[]): Buffer => {
    const body = deflateRawSync(Buffer.concat(records.map((record) => type.toBuffer(toRecord(record)))));
    return Buffer.concat([long.toBuffer(records.length), long.toBuffer(body.length), body, sync]);
  };
  let head = header.toBuffer({
    magic: Buffer.from("Obj\u0001"),
    meta: { "avro.schema": Buffer.from(schemaText), "avro.codec": Buffer.from("deflate") },
    sync,
  });
  return {
    push: (records) => {
      const pieces = [head];
      for (let from = 0; from < records.length; from += RECORDS_A_BLOCK) {
        pieces.push(block(records.slice(from, from + RECORDS_A_BLOCK)));
      }
      head = Buffer.alloc(0);
      return Buffer.concat(pieces);
    },
    finish: () => head,
  };
}
