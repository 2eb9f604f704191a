import type { AggregatedTable, Level } from "./aggregates";
import type { Window } from "./windows";

/** Below that a refresh is mostly the price of the call … */
const fastMs = 100;
const fairMs = 250;
/** … and above, others wait too long for their turn on a single session. */
const slowMs = 500;
/** So that not too much is asked at once where dense time follows sparse time. */
const mostSlices = 32;

/**
 * How much time one refresh takes in. A call has a price of its own, however little lies under it: a
 * thousand events spread over a year are 1,300 calls in the slices that suit busy days. So the slices of a
 * table grow while refreshes of it are fast, and shrink again when they are slow.
 */
export class Pace {
  readonly #slices = new Map<AggregatedTable, number>();

  /** Gives the first part of the window: at most one slice, whole buckets. */
  first(table: AggregatedTable, level: Level, { from, to }: Window): Window {
    return { from, to: Math.min(to, from + level.sliceMs * this.#of(table)) };
  }

  /** Takes how long a refresh of the table's views took. */
  note(table: AggregatedTable, tookMs: number): void {
    this.#slices.set(table, Math.min(mostSlices, Math.max(1, this.#of(table) * changeAfter(tookMs))));
  }

  #of(table: AggregatedTable): number {
    return this.#slices.get(table) ?? 1;
  }
}

function changeAfter(tookMs: number): number {
  if (tookMs < fastMs) return 4;
  if (tookMs < fairMs) return 2;
  return tookMs > slowMs ? 0.5 : 1;
}
