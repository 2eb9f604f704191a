import type { Schema } from "avsc";
import type { BidRequestEvent, Defect } from "../events";

const IMPOSSIBLE_TIME_MS = Date.UTC(2099, 0, 1);

/** The bidder's own log schema: flat, named after the fields that it keeps of OpenRTB. */
export const bidRequestSchema: Schema = {
  type: "record",
  name: "BidRequest",
  namespace: "advertisex.demo",
  fields: [
    { name: "eventId", type: "string" },
    { name: "occurredAt", type: { type: "long", logicalType: "timestamp-millis" } },
    { name: "userId", type: "string" },
    { name: "auctionId", type: ["null", "string"] },
    { name: "advertiserId", type: "string" },
    { name: "campaignId", type: "string" },
    { name: "site", type: "string" },
    { name: "adFormat", type: "string" },
    { name: "bidFloorMicros", type: "long" },
    { name: "currency", type: "string" },
    { name: "userAgent", type: "string" },
    { name: "ip", type: "string" },
    { name: "country", type: "string" },
    { name: "targeting", type: { type: "map", values: "string" } },
  ],
};

export interface BidRequestRecord extends Omit<BidRequestEvent, "kind" | "at" | "segment" | "auctionId"> {
  occurredAt: number;
  auctionId: string | null;
  targeting: Record<string, string>;
}

/** One Avro record under `bidRequestSchema`. */
export function toBidRequest(event: BidRequestEvent, defect: Defect | null): BidRequestRecord {
  const { kind, at, segment, auctionId, ...fields } = event;
  return {
    ...fields,
    occurredAt: defect === "impossible_time" ? IMPOSSIBLE_TIME_MS : at,
    auctionId: defect === "missing_field" ? null : auctionId,
    targeting: { segment },
  };
}
