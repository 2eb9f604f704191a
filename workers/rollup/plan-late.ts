import type { TimeRange } from "@/workers/runtime/group-times";
import { type AggregatedTable, aggregatedTables, families, type Level, levels, viewName } from "./aggregates";
import { limitWindows, toWindows, type Window } from "./windows";

/** Event time of one view that is to be refreshed, by one call or several. */
export interface Refresh extends Window {
  view: string;
  table: AggregatedTable;
  level: Level;
}

/** Inclusive stretches of event time per table; `impression_bid`: only which bid requests impressions came from. */
export type Touched = Partial<Record<AggregatedTable | "impression_bid", readonly TimeRange[]>>;

/** How many separate windows of one aggregate are refreshed in one go. */
const mostWindows = 10;

/**
 * Says which refreshes make touched event time visible.
 *
 * A view shows what is above its frontier by itself (real-time aggregation). Below it, a change shows
 * only after a refresh, from the finest level up. Each level is refreshed wherever a coarser one is past too:
 * that learns of changes from it alone. (Watermarks are ends of buckets with data, so the last event of a
 * day at 20:10 leaves them at 20:15, 21:00 and 24:00.)
 *
 * @param frontiers per view the event time (epoch milliseconds) up to which it is materialised; a multiple of its bucket
 * @param notBefore start of a day; older time is left alone, since the events under it may be gone
 */
export function planLate(touched: Touched, frontiers: ReadonlyMap<string, number>, notBefore: number): Refresh[] {
  return aggregatedTables.flatMap((table) =>
    families[table].flatMap((family) => {
      const reached = levels.map((level) => frontiers.get(viewName(family, level)) ?? Number.NEGATIVE_INFINITY);
      return levels.flatMap((level, index) => {
        const below = Math.max(...reached.slice(index));
        const late = clip(touchedOf(touched, family, table), notBefore, below);
        const windows = limitWindows(toWindows(late, level.bucketMs), mostWindows);
        return windows.map((window) => ({ view: viewName(family, level), table, level, ...window }));
      });
    }),
  );
}

function touchedOf(touched: Touched, family: string, table: AggregatedTable): readonly TimeRange[] {
  const own = touched[table] ?? [];
  return family === "impression_funnel" ? [...own, ...(touched.impression_bid ?? [])] : own;
}

function clip(ranges: readonly TimeRange[], notBefore: number, below: number): TimeRange[] {
  return ranges
    .map((range) => ({ from: Math.max(range.from, notBefore), to: Math.min(range.to, below - 1) }))
    .filter((range) => range.from <= range.to);
}
