import { addDays, calendarDateOf } from "@/components/ui/calendar-date";
import { type Moment, safeTimeZone } from "@/components/ui/format-time";

export type ArrivalBucket = { at: Moment; count: number };

/** One hour of the strip. `none` came to nothing although the hour is over; `outside` is ahead, or before the source began. */
export type ArrivalCell = { hour: number; count: number; state: "some" | "none" | "outside" };
export type ArrivalDay = { date: string; cells: ArrivalCell[] };

/**
 * The last days, oldest first, as rows of 24 local hours; on a day of 25 hours the doubled hour is added up.
 * With `since`, silence counts from that moment on: a source that is new has not been silent before.
 */
export function arrivalGrid(
  buckets: readonly ArrivalBucket[],
  timeZone: string,
  now: Date,
  days = 7,
  since?: Date | null,
): ArrivalDay[] {
  const zone = safeTimeZone(timeZone);
  const hours = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "numeric", hourCycle: "h23" });
  const counts = new Map<string, number>();
  for (const bucket of buckets) {
    const at = new Date(bucket.at);
    if (Number.isNaN(at.getTime())) continue;
    const key = `${calendarDateOf(at, zone)} ${Number(hours.format(at))}`;
    counts.set(key, (counts.get(key) ?? 0) + bucket.count);
  }
  const today = calendarDateOf(now, zone);
  const currentHour = Number(hours.format(now));
  const begin = since && { date: calendarDateOf(since, zone), hour: Number(hours.format(since)) };
  return Array.from({ length: days }, (_, index) => {
    const date = addDays(today, index - days + 1);
    const cells = Array.from({ length: 24 }, (_unused, hour): ArrivalCell => {
      const count = counts.get(`${date} ${hour}`) ?? 0;
      const ahead = date === today && hour >= currentHour;
      const before = begin && (date < begin.date || (date === begin.date && hour < begin.hour));
      return { hour, count, state: count > 0 ? "some" : ahead || before ? "outside" : "none" };
    });
    return { date, cells };
  });
}

/** Strength 1 to 4 by the cell's place against the strongest hour; square root, so that quiet nights still show. */
export function arrivalLevel(count: number, largest: number): 1 | 2 | 3 | 4 {
  if (largest <= 0) return 1;
  return Math.min(4, Math.max(1, Math.ceil(Math.sqrt(count / largest) * 4))) as 1 | 2 | 3 | 4;
}
