import type { AttributionModel } from "@/lib/contracts/catalog";
import type { Level } from "./choose-level";
import type { Dimension } from "./dimension";
import type { Traffic } from "./metrics";

/** What one statement adds up for a report. */
export interface SumsQuery {
  level: Level;
  dimension: Dimension;
  /** What rows are told apart by, besides the bucket. */
  key: "none" | "group" | "campaign";
  /** Bounds of the buckets in epoch milliseconds, all of them bounds of `level`. */
  edges: readonly number[];
  /** Only these campaigns; null for all. */
  campaignIds: readonly string[] | null;
  /** Null for each campaign's own. */
  model: AttributionModel | null;
  traffic: Traffic;
  /** At most this many rows are read. */
  limit: number;
}
