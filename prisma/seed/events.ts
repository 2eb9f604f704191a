/** Who sends an event: each channel is one source at the door, with its own format. */
export type Channel = "web-sdk" | "partner" | "bidder";

interface BaseEvent {
  eventId: string;
  /** Milliseconds since 1970. */
  at: number;
  userId: string;
  campaignId: string;
}

export interface ImpressionEvent extends BaseEvent {
  kind: "impression";
  creativeId: string;
  site: string;
  placement: string;
  auctionId: string | null;
  /** Price of this one impression, in micros; only auctions that are paid by impressions set it. */
  priceMicros: number | null;
  currency: string;
  userAgent: string;
  ip: string;
  country: string;
  viewable: boolean;
  /** Only there where the tag could not see its own frame. */
  hidden?: boolean;
}

export interface ClickEvent extends BaseEvent {
  kind: "click";
  creativeId: string;
  site: string;
  userAgent: string;
  ip: string;
}

export interface ConversionEvent extends BaseEvent {
  kind: "conversion";
  conversionType: string;
  /** Null for a step that has no value of its own, such as a filled cart. */
  valueMicros: number | null;
  currency: string;
  orderId: string | null;
}

export interface BidRequestEvent extends BaseEvent {
  kind: "bid_request";
  auctionId: string;
  advertiserId: string;
  site: string;
  adFormat: string;
  /** Floor for a thousand impressions, in micros, as OpenRTB's `bidfloor`. */
  bidFloorMicros: number;
  currency: string;
  userAgent: string;
  ip: string;
  country: string;
  segment: string;
}

export type DemoEvent = ImpressionEvent | ClickEvent | ConversionEvent | BidRequestEvent;

/** The ways in which a sender gets a record wrong. */
export type Defect = "missing_field" | "wrong_type" | "impossible_time" | "unknown_reference" | "malformed";

/** One sending of one event: on time, late, again, or broken. */
export interface DemoRecord {
  event: DemoEvent;
  channel: Channel;
  /** When the sender sent it, in milliseconds since 1970; never before `event.at`. */
  sentAt: number;
  /** True for every sending after the first one. */
  repeat: boolean;
  defect: Defect | null;
}
