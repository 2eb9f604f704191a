import { chooseLevel } from "@/lib/read-models/campaigns/choose-level";
import type { DaysToRestate } from "@/lib/storage/restatement/restate-days";
import type { DayRun } from "./due-days";

/** So many days are told apart by one statement. */
const mostDays = 62;

/** The part of the work that one transaction does. */
export type Slice = Omit<DaysToRestate, "rangeIds">;

/**
 * Cuts runs of days and their campaigns into slices of at most `size()` campaigns' days, asked anew for each; a
 * run's days of some campaigns before the next campaigns.
 */
export function* slicesOf(
  timeZone: string,
  runs: readonly DayRun[],
  campaignIds: readonly string[],
  size: () => number,
): Generator<Slice> {
  for (const run of runs) {
    for (let start = 0; start < campaignIds.length; ) {
      const some = campaignIds.slice(start, start + size());
      for (let day = 0; day < run.days.length; ) {
        const count = Math.max(1, Math.min(mostDays, Math.floor(size() / some.length)));
        const edges = run.edges.slice(day, day + count + 1);
        yield { timeZone, campaignIds: some, days: run.days.slice(day, day + count), edges, level: chooseLevel(edges) };
        day += count;
      }
      start += some.length;
    }
  }
}

const [least, most] = [50, 8000];
const [fastMs, slowMs] = [150, 500];

/** How many campaigns' days one statement takes: as many as take a fraction of a second, so that others get their turn. */
export class SliceSize {
  #size = 400;

  get(): number {
    return this.#size;
  }

  /** Takes how long a slice took; a small one says nothing of larger ones. */
  note({ campaignIds, days }: Slice, tookMs: number): void {
    if (tookMs < fastMs && campaignIds.length * days.length > this.#size / 2)
      this.#size = Math.min(most, this.#size * 2);
    else if (tookMs > slowMs) this.#size = Math.max(least, Math.floor(this.#size / 2));
  }
}
