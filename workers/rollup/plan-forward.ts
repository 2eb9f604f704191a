import { type AggregatedTable, aggregatedTables, families, levels, viewName } from "./aggregates";
import type { Pace } from "./pace";
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
 * current `graceMs` ago. A level moves once the finer one rests, and never past it. A view of which there is
 * no data at all stays as it is: it shows everything.
 *
 * @param frontiers see `planLate`; a view that is not in it has materialised nothing
 * @param data per table the stretches of event time that hold data, oldest first
 */
export function planForward(
  frontiers: ReadonlyMap<string, number>,
  data: Partial<Record<AggregatedTable, readonly Window[]>>,
  now: number,
  notBefore: number,
  pace: Pace,
): Step[] {
  return aggregatedTables
    .flatMap((table) =>
      families[table].map((family) =>
        nextStep(family, table, { frontiers, data: data[table] ?? [], now, notBefore, pace }),
      ),
    )
    .filter((step) => step !== undefined);
}

interface Known {
  frontiers: ReadonlyMap<string, number>;
  data: readonly Window[];
  now: number;
  notBefore: number;
  pace: Pace;
}

function nextStep(family: string, table: AggregatedTable, known: Known): Step | undefined {
  const { frontiers, data, now, notBefore, pace } = known;
  let limit = now - graceMs;
  for (const level of levels) {
    const view = viewName(family, level);
    const start = Math.max(frontiers.get(view) ?? Number.NEGATIVE_INFINITY, notBefore);
    const target = floorTo(level.bucketMs, limit);
    limit = start;
    if (start >= target) continue;
    const stretch = nextStretch(data, start, target);
    if (stretch) {
      const window = pace.first(table, level, stretch);
      return { view, frontier: window.to, refresh: { view, table, level, ...window } };
    }
    if (frontiers.has(view)) return { view, frontier: target, refresh: undefined };
  }
  return undefined;
}

/** When a frontier that rests now can move again. */
export function nextForwardAt(now: number): number {
  const { bucketMs } = levels[0];
  return floorTo(bucketMs, now - graceMs) + bucketMs + graceMs;
}

function nextStretch(data: readonly Window[], start: number, target: number): Window | undefined {
  const stretch = data.find((each) => each.to > start && each.from < target);
  return stretch && { from: Math.max(start, stretch.from), to: Math.min(stretch.to, target) };
}
