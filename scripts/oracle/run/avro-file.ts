import avro from "avsc";

const names = ["eventId", "occurredAt", "userId", "campaignId", "auctionId", "site", "country", "userAgent", "ip"];
const type = avro.Type.forSchema({
  type: "record",
  name: "BidRequest",
  fields: names.map((name) => ({ name, type: ["null", "string"], default: null })),
});
const long = (value: number) => avro.Type.forSchema("long").toBuffer(value);
const metadata = avro.Type.forSchema({ type: "map", values: "bytes" }).toBuffer({
  "avro.codec": Buffer.from("null"),
  "avro.schema": Buffer.from(JSON.stringify(type.schema())),
});

/** Writes records, given as JSON, into an Avro container file of one block; Avro specification, "Object Container Files". */
export function avroFile(texts: readonly string[]): Uint8Array {
  const data = Buffer.concat(
    texts.map((text) => {
      const record = JSON.parse(text);
      return type.toBuffer(Object.fromEntries(names.map((name) => [name, record[name] ?? null])));
    }),
  );
  const sync = Buffer.alloc(16, 9);
  return Buffer.concat([Buffer.from("Obj\x01"), metadata, sync, long(texts.length), long(data.length), data, sync]);
}
