import type { Segment } from "./choose-segments";
import type { Dimension } from "./dimension";
import type { Traffic } from "./metrics";
import type { ReachPlan } from "./reach-plan";
import type { ModelOf } from "./segment-rows";

/** What one statement adds up for a report. */
export interface SumsQuery {
  /** What to read from where; without gaps or overlaps, from the first edge to the last. */
  segments: readonly Segment[];
  dimension: Dimension;
  /** What rows are told apart by, besides the bucket. */
  key: "none" | "group" | "campaign";
  /** Bounds of the buckets in epoch milliseconds. */
  edges: readonly number[];
  /** Only these campaigns; null for all. */
  campaignIds: readonly string[] | null;
  /** Whose credits count: no campaign may stand in it twice. */
  creditsBy: readonly ModelOf[];
  /** Only what was counted for these values of the dimension. */
  only?: readonly string[] | undefined;
  traffic: Traffic;
  /** How unique users are added up; without it they are counted one by one, or with `none` not at all. */
  reach?: ReachPlan | "none" | undefined;
  /** At most this many rows are read. */
  limit: number;
}
