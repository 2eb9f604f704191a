import type { EventKind, IngestKind } from "./kinds";

/** What a field of ours holds, which says how a value of theirs is turned into it. */
export type FieldType = "time" | "id" | "text" | "upper" | "micros" | "number" | "boolean" | "object";

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
    field("width", "number", "ad_width"),
    field("height", "number", "ad_height"),
    field("hidden", "boolean"),
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

/** The fields that a record of an ingest path can have; a mixed file has those of both of its kinds. */
export const fieldsOfPath: Record<IngestKind, readonly Field[]> = {
  impressions: fieldsByKind.impression,
  clicks: fieldsByKind.click,
  conversions: fieldsByKind.conversion,
  interactions: fieldsByKind.conversion,
  "bid-requests": fieldsByKind.bid_request,
};

/** The fields without which a record of an ingest path is rejected; in a mixed file one without a type is a click. */
export const requiredOfPath: Record<IngestKind, ReadonlySet<string>> = {
  impressions: new Set(["occurredAt", "userId", "creativeId", "site"]),
  clicks: new Set(["occurredAt", "userId", "campaignId"]),
  conversions: new Set(["occurredAt", "userId", "campaignId", "conversionType"]),
  interactions: new Set(["occurredAt", "userId", "campaignId"]),
  "bid-requests": new Set(["occurredAt", "auctionId"]),
};

/**
 * Where an OpenRTB 2.6 bid request has what we want, the first that is there wins (section 3.2 of the
 * specification); floor, currency, format and targeting are put together of several.
 */
export const openRtbPaths: Readonly<Record<string, readonly string[]>> = {
  auctionId: ["id"],
  userId: [
    "user.id",
    "user.buyeruid",
    "device.ifa",
    "user.eids.0.uids.0.id",
    "user.ext.eids.0.uids.0.id",
    "device.eids.0.uids.0.id",
  ],
  site: ["site.domain", "site.page", "app.bundle", "app.domain", "dooh.domain", "dooh.id", "site.id", "app.id"],
  userAgent: ["device.ua"],
  ip: ["device.ip", "device.ipv6"],
  country: ["device.geo.country", "user.geo.country"],
};

/** Their name without what does not count: `User-ID`, `user_id` and `userId` are the same. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
