// Bid requests as an Avro object container file, made with avsc.
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import avro from "avsc";

const { URL: url, KEY: key } = process.env;
const now = Date.now();

const encoder = new avro.streams.BlockEncoder(
  {
    type: "record",
    name: "BidRequest",
    fields: [
      { name: "eventId", type: "string" },
      { name: "occurredAt", type: { type: "long", logicalType: "timestamp-millis" } },
      { name: "userId", type: "string" },
      { name: "auctionId", type: "string" },
      { name: "campaignId", type: "string" },
      { name: "bidFloorMicros", type: ["null", "long"], default: null },
    ],
  },
  { codec: "deflate" },
);
const file = buffer(encoder.pipe(new PassThrough()));
for (const userId of ["ann", "bob"]) {
  const bid = { eventId: `avro-ts-${now}-${userId}`, occurredAt: now, userId, auctionId: `a-${now}` };
  if (!encoder.write({ ...bid, campaignId: "example", bidFloorMicros: 1_200_000 })) {
    await once(encoder, "drain");
  }
}
encoder.end();

const answer = await fetch(`${url}/api/ingest/bid-requests?wait=20`, {
  method: "POST",
  headers: { authorization: `Bearer ${key}`, "content-type": "avro/binary" },
  body: await file,
});
if (!answer.ok) throw new Error(await answer.text());
console.log(await answer.text());
