import type { AttributionModel } from "@/lib/contracts/catalog";

/** One event of a user and campaign, as the table `journey_event` keeps it. */
export interface JourneyEvent {
  kind: "impression" | "click" | "conversion";
  eventId: string;
  /** Epoch milliseconds. */
  at: number;
  /** As sent; always there for an impression. */
  creativeId: string | null;
  site: string | null;
  /** `unknown` where it was not told. */
  device: string;
  country: string;
  /** Of a conversion, in the account currency. */
  valueMicros: bigint | null;
  /** Of a conversion, as sent: several of one campaign and order count once. */
  orderId: string | null;
  filtered: boolean;
}

/** What of a campaign decides about matches and credits. */
export interface CampaignRules {
  clickWindowDays: number;
  viewWindowDays: number;
  pricing: "cpm" | "cpc" | "cpa";
  priceMicros: bigint;
}

/** The answer for one click: the impression that it came from, and where it counts. */
export interface ClickMatch {
  eventId: string;
  at: number;
  matchState: "matched" | "orphan";
  impressionId: string | null;
  impressionAt: number | null;
  creativeId: string;
  site: string;
  device: string;
  country: string;
}

/** One row of `conversion_credit` without the campaign. */
export interface Credit {
  conversionId: string;
  at: number;
  model: AttributionModel;
  /** Counted from 1 in the order of the touches that the model credits; 0 for `none` and `repeat`. */
  position: number;
  /** `none`: no touch within the windows. `repeat`: another conversion of the same order counts. */
  touchKind: "click" | "view" | "none" | "repeat";
  touchId: string | null;
  touchAt: number | null;
  creativeId: string;
  site: string;
  device: string;
  country: string;
  creditMicros: bigint;
  revenueMicros: bigint;
  costMicros: bigint;
  /** The conversion is invalid traffic. */
  filtered: boolean;
}

export const dayMs = 86_400_000;

/** What stands for a creative, site, device or country that nobody told. */
export const unknown = "unknown";

const rank = { impression: 0, click: 1, conversion: 2 } as const;

/** A place in the order of a journey. */
export type JourneyKey = Pick<JourneyEvent, "at" | "kind" | "eventId">;

/**
 * The order of a journey: by time; at the same millisecond cause before effect (impression, click,
 * conversion); then by the bytes of the event id, as PostgreSQL's collation "C" does.
 */
export function compareJourney(a: JourneyKey, b: JourneyKey): number {
  return a.at - b.at || rank[a.kind] - rank[b.kind] || Buffer.compare(Buffer.from(a.eventId), Buffer.from(b.eventId));
}
