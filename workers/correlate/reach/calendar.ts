import { openZone } from "@/lib/read-models/campaigns/zone";

const dayMs = 86_400_000;

/** The days of one time zone, counted from 1970-01-01; instants are epoch milliseconds. */
export interface Calendar {
  /** The day that an instant lies in. */
  dayOf(instant: number): number;
  /** The first instant of a day; the same as the next day's for a date that the zone left out. */
  startOf(day: number): number;
}

const calendars = new Map<string, Calendar>();

/**
 * Opens the calendar of a zone, by the runtime's own rules, as reports cut their days. What was worked out once is kept:
 * a few numbers for each day of which events come.
 * @throws RangeError when the runtime does not know the zone
 */
export function openCalendar(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known) return known;
  const zone = openZone(timeZone);
  const starts = new Map<number, number>();
  const startOf = (day: number) => {
    const start = starts.get(day) ?? zone.startOfDay(day * dayMs);
    starts.set(day, start);
    return start;
  };
  const dayOf = (instant: number) => {
    // no zone is a whole day away from UTC
    let day = Math.floor(instant / dayMs) + 1;
    while (startOf(day) > instant) day -= 1;
    return day;
  };
  const calendar = { dayOf, startOf };
  calendars.set(timeZone, calendar);
  return calendar;
}
