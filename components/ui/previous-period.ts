import { addDays, calendarDateOf } from "./calendar-date";

const dayMs = 86_400_000;
const quarterHourMs = 900_000;

/** Calendar dates, both counted. */
interface Dates {
  from: string;
  to: string;
}

export const compareChoices = ["previous", "week", "month", "year", "none"] as const;
/** What figures are compared with: the period just before, the same weekdays some weeks before, or nothing. */
export type Compare = (typeof compareChoices)[number];

/** "the period before", for words after "against". */
export const compareWords: Record<Exclude<Compare, "none">, string> = {
  previous: "the period before",
  week: "a week before",
  month: "four weeks before",
  year: "a year (52 weeks) before",
};

/** Whole weeks, so that Mondays are compared with Mondays. */
const shifts = { week: 7, month: 28, year: 364 } as const;

/**
 * The days to compare a range with; null for nothing. Of a range that is still running as much is compared as has
 * passed: then `to` is an instant, on a quarter of an hour.
 */
export function comparedPeriod(dates: Dates, compare: Compare, timeZone: string, now: Date): Dates | null {
  if (compare === "none") return null;
  return shifted(dates, compare === "previous" ? lengthOf(dates) : shifts[compare], timeZone, now);
}

/** The period of the same length just before, as {@link comparedPeriod}. */
export function previousPeriod(dates: Dates, timeZone: string, now: Date): Dates {
  return shifted(dates, lengthOf(dates), timeZone, now);
}

function lengthOf({ from, to }: Dates): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

function shifted({ from, to }: Dates, days: number, timeZone: string, now: Date): Dates {
  const earlier = { from: addDays(from, -days), to: addDays(to, -days) };
  if (to !== calendarDateOf(now, timeZone)) return earlier;
  const until = Math.floor(now.getTime() / quarterHourMs) * quarterHourMs - days * dayMs;
  return { ...earlier, to: new Date(until).toISOString() };
}
