import type { z } from "zod";
import type { groupBySchema } from "@/lib/contracts/reports";

export type GroupBy = z.infer<typeof groupBySchema>;

/** What the aggregates are broken down by, one aggregate for each. */
export type Dimension = Exclude<GroupBy, "none">;

/**
 * The aggregate that a report reads: its own dimension's, so that totals are the sums of its rows.
 * Sums without a breakdown are the same over every dimension; devices have the fewest rows (a
 * campaign has a handful of devices, but hundreds of sites).
 */
export function dimensionOf(groupBy: GroupBy): Dimension {
  return groupBy === "none" ? "device" : groupBy;
}
