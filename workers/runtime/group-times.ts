/** A stretch of event time, epoch milliseconds, both inclusive. */
export interface TimeRange {
  from: number;
  to: number;
}

/**
 * Joins stretches that overlap or lie at most `gapMs` apart, in order of time. Stretches far apart stay
 * apart, so that nobody refreshes what lies between.
 */
export function groupTimes(ranges: readonly TimeRange[], gapMs: number): TimeRange[] {
  const grouped: TimeRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = grouped.at(-1);
    if (last && range.from - last.to <= gapMs) last.to = Math.max(last.to, range.to);
    else grouped.push({ from: range.from, to: range.to });
  }
  return grouped;
}
