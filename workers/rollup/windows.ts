import { groupTimes, type TimeRange } from "@/workers/runtime/group-times";

/** Event time from `from` up to, but without, `to`; epoch milliseconds. */
export interface Window {
  from: number;
  to: number;
}

export function floorTo(bucketMs: number, at: number): number {
  return Math.floor(at / bucketMs) * bucketMs;
}

/** Gives the whole buckets that the stretches (inclusive) touch, joined where they meet. */
export function toWindows(ranges: readonly TimeRange[], bucketMs: number): Window[] {
  return groupTimes(
    ranges.map((range) => ({ from: floorTo(bucketMs, range.from), to: floorTo(bucketMs, range.to) + bucketMs })),
    0,
  );
}

/**
 * Joins the windows with the smallest gaps until at most `most` are left. A refresh over a gap costs little,
 * since Timescale knows that nothing changed there; a call costs some milliseconds each time.
 */
export function limitWindows(windows: readonly Window[], most: number): Window[] {
  const ordered = windows.toSorted((a, b) => a.from - b.from);
  const gaps = ordered
    .slice(1)
    .map((window, index) => ({ before: index, size: window.from - (ordered[index]?.to ?? 0) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, Math.max(0, most - 1));
  const kept = new Set(gaps.map((gap) => gap.before));
  const limited: Window[] = [];
  for (const [index, window] of ordered.entries()) {
    const last = limited.at(-1);
    if (last && !kept.has(index - 1)) last.to = window.to;
    else limited.push({ ...window });
  }
  return limited;
}
