/** A span of event time, both ends inclusive, epoch milliseconds. */
export interface TimeRange {
  from: number;
  to: number;
}

/** Times less than this apart are one range: a refresh over a day costs little more than over its hours. */
const gapMs = 86_400_000;
const maxRanges = 16;

/** Covers times with few ranges: near ones together, and beyond 16 ranges the nearest of them. */
export function mergeRanges(times: readonly number[]): TimeRange[] {
  const ranges: TimeRange[] = [];
  for (const at of Float64Array.from(times).sort()) {
    const last = ranges.at(-1);
    if (last && at - last.to <= gapMs) last.to = at;
    else ranges.push({ from: at, to: at });
  }
  while (ranges.length > maxRanges) closeSmallestGap(ranges);
  return ranges;
}

function closeSmallestGap(ranges: TimeRange[]): void {
  const gapBefore = (index: number) => (ranges[index]?.from ?? 0) - (ranges[index - 1]?.to ?? 0);
  let smallest = 1;
  for (let index = 2; index < ranges.length; index += 1) {
    if (gapBefore(index) < gapBefore(smallest)) smallest = index;
  }
  const [before, after] = ranges.slice(smallest - 1, smallest + 1) as [TimeRange, TimeRange];
  ranges.splice(smallest - 1, 2, { from: before.from, to: after.to });
}
