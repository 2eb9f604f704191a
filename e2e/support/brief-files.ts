import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import avro from "avsc";

export interface BriefFiles {
  origin: string;
  impressions: Buffer;
  interactions: Buffer;
  bidRequests: Buffer;
}

const folder = join(process.env.FIXTURES_DIR ?? "../shared/fixtures", "advertisex-brief/data");

/** Somebody else's three files, where they are at hand. */
export function givenFiles(): BriefFiles | undefined {
  if (!existsSync(folder)) return undefined;
  return {
    origin: folder,
    impressions: readFileSync(join(folder, "ad_impressions.json")),
    interactions: readFileSync(join(folder, "clicks_conversions.csv")),
    bidRequests: readFileSync(join(folder, "bid_requests.avro")),
  };
}

/** Three files of our own of the same shapes: foreign names, naive local times, no time in the bids. */
export function ownFiles(records = 1000): BriefFiles {
  const time = (index: number) =>
    new Date(Date.UTC(2024, 0, 1) + index * 7_919_000).toISOString().slice(0, 19).replace("T", " ");
  const impressions = Array.from({ length: records }, (_, index) => ({
    ad_creative_id: 7000 + (index % 90),
    user_id: 500 + index,
    timestamp: time(index),
    website_url: `http://paper${index % 9}.example/path/${index}`,
  }));
  const types = ["visit", "signup", "purchase", "click"];
  const rows = Array.from(
    { length: records },
    (_, index) => `${time(index)},${500 + index},${70 + (index % 9)},${types[index % 4]}`,
  );
  return {
    origin: "generated",
    impressions: Buffer.from(JSON.stringify(impressions, null, 2)),
    interactions: Buffer.from(`timestamp,user_id,ad_campaign_id,conversion_type\n${rows.join("\n")}\n`),
    bidRequests: bidFile(records),
  };
}

function bidFile(records: number): Buffer {
  const type = avro.Type.forSchema({
    type: "record",
    name: "BidRequest",
    fields: [
      { name: "bid_amount", type: "float" },
      { name: "user_id", type: "int" },
      { name: "auction_id", type: "string" },
      { name: "ip_address", type: "string" },
    ],
  });
  const bids = Array.from({ length: records }, (_, index) =>
    type.toBuffer({ bid_amount: index / 8, user_id: 500 + index, auction_id: `OWN-${index}`, ip_address: "10.0.0.1" }),
  );
  const sync = Buffer.alloc(16, 7);
  const long = (value: number) => avro.Type.forSchema("long").toBuffer(value);
  const metadata = avro.Type.forSchema({ type: "map", values: "bytes" }).toBuffer({
    "avro.codec": Buffer.from("null"),
    "avro.schema": Buffer.from(JSON.stringify(type.schema())),
  });
  const data = Buffer.concat(bids);
  return Buffer.concat([Buffer.from("Obj\x01"), metadata, sync, long(records), long(data.length), data, sync]);
}

/** The mapping that both need, and nothing else: names, the sites' addresses, and times for the bids. */
export const briefMapping = {
  impressions: { fields: { creativeId: "ad_creative_id", site: { path: "website_url", type: "url" } } },
  interactions: { fields: { campaignId: "ad_campaign_id", conversionType: "conversion_type" } },
  "bid-requests": { fields: { occurredAt: { default: "$receivedAt" }, ip: "ip_address" } },
} as const;
