import { addDays, calendarDateOf } from "@/components/ui/calendar-date";

const dayMs = 86_400_000;
const quarterHourMs = 900_000;

/** Calendar dates, both counted. */
interface Dates {
  from: string;
  to: string;
}

/**
 * The period of the same length just before. One that is still running is compared with as much of the one before as
 * has passed: then `to` is an instant, on a quarter of an hour.
 */
export function previousPeriod({ from, to }: Dates, timeZone: string, now: Date): Dates {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  const earlier = { from: addDays(from, -days), to: addDays(to, -days) };
  if (to !== calendarDateOf(now, timeZone)) return earlier;
  const until = Math.floor(now.getTime() / quarterHourMs) * quarterHourMs - days * dayMs;
  return { ...earlier, to: new Date(until).toISOString() };
}
