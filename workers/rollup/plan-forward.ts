import { type AggregatedTable, aggregatedTables, families, levels, viewName } from "./aggregates";
import type { Refresh } from "./plan-late";
import { floorTo, type Window } from "./windows";

/** The frontier stays this far behind, so that events a moment late need no refresh of their own. */
export const graceMs = 2 * 60_000;

/** The next step of one view: a refresh, or, where there is no data, just a frontier that moves. */
export interface Step {
  view: string;
  /** Where the frontier is after it. */
  frontier: number;
  refresh: Refresh | undefined;
}

/**
 * Gives the next step of every view whose frontier can move on: up to the start of the bucket that was
 * current `graceMs` ago, and never past the level that it is made from. A view of which there is no data
 * at all stays as it is.
 *
 * @param frontiers see `planLate`; a view that is not in it has materialised nothing
 * @param chunks per table the stretches of event time that hold data, oldest first
 */
export function planForward(
  frontiers: ReadonlyMap<string, number>,
  chunks: Partial<Record<AggregatedTable, readonly Window[]>>,
  now: number,
  notBefore: number,
): Step[] {
  return aggregatedTables.flatMap((table) =>
    families[table].flatMap((family) => {
      let limit = now - graceMs;
      return levels.flatMap((level) => {
        const view = viewName(family, level);
        const start = Math.max(frontiers.get(view) ?? Number.NEGATIVE_INFINITY, notBefore);
        const target = floorTo(level.bucketMs, limit);
        limit = start;
        if (start >= target) return [];
        const window = nextWindow(chunks[table] ?? [], start, target, level.sliceMs);
        // a view that has materialised nothing shows everything: leave it so until there is something
        if (!window && !frontiers.has(view)) return [];
        return [{ view, frontier: window?.to ?? target, refresh: window && { view, ...window } }];
      });
    }),
  );
}

/** When a frontier that rests now can move again. */
export function nextForwardAt(now: number): number {
  const { bucketMs } = levels[0];
  return floorTo(bucketMs, now - graceMs) + bucketMs + graceMs;
}

function nextWindow(chunks: readonly Window[], start: number, target: number, sliceMs: number): Window | undefined {
  const chunk = chunks.find((each) => each.to > start && each.from < target);
  if (!chunk) return undefined;
  const from = Math.max(start, chunk.from);
  return { from, to: Math.min(from + sliceMs, chunk.to, target) };
}
