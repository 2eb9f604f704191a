/**
 * The continuous aggregates, as the migrations make them: per table its families, each
 * a hierarchy of three levels named `<family>_<level>`. A test keeps this list equal to the database's.
 */
export const families = {
  impression: [
    "impression_by_creative",
    "impression_by_site",
    "impression_by_device",
    "impression_by_country",
    "impression_by_user",
    "impression_by_source",
    "impression_invalid",
    "impression_funnel",
  ],
  click: [
    "click_by_creative",
    "click_by_site",
    "click_by_device",
    "click_by_country",
    "click_by_source",
    "click_invalid",
  ],
  conversion: ["conversion_by_type", "conversion_by_source", "conversion_invalid"],
  conversion_credit: [
    "credit_by_creative",
    "credit_by_site",
    "credit_by_device",
    "credit_by_country",
    "credit_by_touch",
  ],
  bid_request: ["bid_by_site", "bid_by_device", "bid_by_country", "bid_by_source", "bid_invalid"],
} as const;

/** A table that has aggregates. */
export type AggregatedTable = keyof typeof families;
export const aggregatedTables = Object.keys(families) as AggregatedTable[];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface Level {
  name: "15m" | "1h" | "1d";
  bucketMs: number;
  /** So much time is refreshed by the first call, so that others get their turn on a single session; see `Pace`. */
  sliceMs: number;
}

/** From the finest up: each is made from the one before it. */
export const levels: readonly [Level, Level, Level] = [
  { name: "15m", bucketMs: 15 * minuteMs, sliceMs: 2 * dayMs },
  { name: "1h", bucketMs: hourMs, sliceMs: 7 * dayMs },
  { name: "1d", bucketMs: dayMs, sliceMs: 14 * dayMs },
];

export function viewName(family: string, level: Level): string {
  return `${family}_${level.name}`;
}
