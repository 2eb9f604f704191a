/** The ingest paths that the world sends to, each from a source of its own. */
export type Path = "impressions" | "interactions" | "bid-requests";
export type Kind = "impression" | "click" | "conversion" | "bid_request";

/** What a record means, by whoever made it: the pipeline has to find it out from the text. */
export interface Meaning {
  kind: Kind;
  /** Null: the sender gave none. */
  eventId: string | null;
  /** Epoch milliseconds. */
  at: number;
  userId: string;
  campaignId: string;
  creativeId: string | null;
  site: string | null;
  device: string;
  country: string;
  /** Of an impression: its own price in micros of `currency`; null takes the campaign's. */
  priceMicros: number | null;
  /** Of a conversion. */
  valueMicros: number | null;
  currency: string | null;
  /** Of an impression, or a bid request. */
  auctionId?: string | null;
  /** Of an impression; null when nobody measured it. */
  viewable?: boolean | null;
  conversionType?: string;
  orderId?: string | null;
  /** Null when none was sent. */
  address: string | null;
  /** The rules over one record that have to mark it. */
  recordRules: string[];
}

/** One record as it is sent. */
export interface Sent {
  path: Path;
  /** Who sends it, where a path has several. */
  source?: string;
  /** JSON or a CSV row; of a bid request the JSON that its Avro record is made of. */
  text: string;
  /** What it has to become in front of deduplication. */
  fate: { reason: string; field: string | null } | { means: Meaning };
}
