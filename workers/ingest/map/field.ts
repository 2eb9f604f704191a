import type { EventKind } from "@/lib/contracts/kinds";

/** What a field of ours holds, which says how a value of theirs is turned into it. */
export type FieldType = "time" | "id" | "text" | "upper" | "micros" | "boolean" | "object";

export interface Field {
  name: string;
  type: FieldType;
  /** Their names that are understood without a mapping, the first found wins; case, `_`, `-` and spaces do not count. */
  aliases: readonly string[];
}

const field = (name: string, type: FieldType, ...aliases: string[]): Field => ({
  name,
  type,
  aliases: [name, ...aliases],
});

const eventId = field("eventId", "id");
const occurredAt = field("occurredAt", "time", "timestamp", "time", "ts", "event_time");
const userId = field("userId", "id");
const campaignId = field("campaignId", "id", "ad_campaign_id");
const creativeId = field("creativeId", "id", "ad_creative_id", "ad_id");
const auctionId = field("auctionId", "id");
const site = field("site", "text", "website", "domain", "website_url");
const currency = field("currency", "upper");
const userAgent = field("userAgent", "text", "ua");
const ip = field("ip", "text", "ip_address");
const country = field("country", "upper");

/** The type of a click or conversion, which tells the two apart in a mixed file. */
export const conversionType = field("conversionType", "text", "type", "event");

const common = [eventId, occurredAt, userId, campaignId, site, currency, userAgent, ip, country];

/** Our fields of each kind; API.md, "Our field names". */
export const fieldsByKind: Record<EventKind, readonly Field[]> = {
  impression: [
    ...common,
    creativeId,
    auctionId,
    field("placement", "text"),
    field("priceMicros", "micros", "price"),
    field("viewable", "boolean"),
  ],
  click: [...common, creativeId],
  conversion: [
    ...common,
    creativeId,
    conversionType,
    field("valueMicros", "micros", "value", "revenue", "amount"),
    field("orderId", "id"),
  ],
  bid_request: [
    ...common,
    auctionId,
    field("advertiserId", "id"),
    field("adFormat", "text"),
    field("bidFloorMicros", "micros", "bid_floor"),
    field("targeting", "object"),
  ],
};

/** Their name without what does not count: `User-ID`, `user_id` and `userId` are the same. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
