import type { DayBits } from "./day-bits";

/** The longest range whose users can be added up, in days. */
export const longestRangeDays = 92;
/** The gap of an active day that has none among the {@link longestRangeDays} days before it. */
export const firstGap = longestRangeDays + 1;

/** `step` users more on `day` whose active day before was `gap` days ago. */
export interface GapChange {
  /** Days after 1970-01-01. */
  day: number;
  gap: number;
  step: 1 | -1;
}

/**
 * What is to be added to the counts of days by gap when one user's active days become others: the days that changed,
 * and the next active day after each, whose gap is another now. Both must know 92 days to either side of `changed`.
 * @param changed days on which the two differ; others may be among them
 */
export function gapChanges(before: DayBits, after: DayBits, changed: Iterable<number>): GapChange[] {
  const affected = new Set<number>();
  for (const day of changed) {
    if (before.has(day) === after.has(day)) continue;
    affected.add(day);
    for (const next of [before.after(day, longestRangeDays), after.after(day, longestRangeDays)]) {
      if (next !== undefined) affected.add(next);
    }
  }
  return [...affected].flatMap((day) => {
    const [left, came] = [gapOf(before, day), gapOf(after, day)];
    if (left === came) return [];
    const changes: GapChange[] = [];
    if (left !== null) changes.push({ day, gap: left, step: -1 });
    if (came !== null) changes.push({ day, gap: came, step: 1 });
    return changes;
  });
}

/** How many days before an active day the one before it was; null for a day that is not active. */
function gapOf(days: DayBits, day: number): number | null {
  if (!days.has(day)) return null;
  const before = days.before(day, longestRangeDays);
  return before === undefined ? firstGap : day - before;
}
