import type { Slice } from "./slices";

/** Slices that belong together: what is noted after the last one is done, in its transaction. */
export interface Job {
  /** Rows of `restate_range` that are compared; null: the first reports of days that are over. */
  rangeIds: readonly bigint[] | null;
  slices: AsyncGenerator<Slice>;
  /** The zone's calendar has had its first reports up to this day (YYYY-MM-DD). */
  through?: { timeZone: string; day: string };
}
