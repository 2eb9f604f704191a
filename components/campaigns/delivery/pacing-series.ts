import type { ChartPoint } from "@/components/charts/series";
import { addDays, daysInRange } from "@/components/ui/calendar-date";
import type { Pacing } from "@/lib/contracts/pacing";

/** A flight of more days than this is drawn by its first ones only as far as it was delivered. */
const maxDays = 800;

/**
 * The days of the flight with what was spent until their end, and what an even spread would have spent. Days
 * stand as midnights in UTC: they are calendar days, whatever their zone. Without a flight: the days with cost.
 */
export function pacingSeries({ startsOn, endsOn, budgetMicros, days }: Pacing): ChartPoint[] {
  const at = (day: string) => `${day}T00:00:00Z`;
  const spent = new Map(days.map((day) => [day.day, day.cumulativeMicros]));
  const length = startsOn && endsOn ? daysInRange(startsOn, endsOn) : 0;
  if (!startsOn || length < 1 || length > maxDays) {
    return days.map((day) => ({ at: at(day.day), values: { spent: day.cumulativeMicros } }));
  }
  const even = (index: number) => (budgetMicros === null ? null : (budgetMicros * (index + 1)) / length);
  return Array.from({ length }, (_, index) => {
    const day = addDays(startsOn, index);
    return { at: at(day), values: { spent: spent.get(day) ?? null, even: even(index) } };
  });
}
