import type { ChartPoint } from "@/components/charts/series";
import { addDays, daysInRange } from "@/components/ui/calendar-date";
import type { Pacing } from "@/lib/contracts/pacing";

/** A flight of more days than this is drawn by its first ones only as far as it was delivered. */
const maxDays = 800;

/**
 * The days of the flight with what was spent until their end, and what an even spread would have spent. Days
 * stand as midnights in UTC: they are calendar days, whatever their zone. Without a flight: the days with cost.
 */
export function pacingSeries(pacing: Pacing): ChartPoint[] {
  const { startsOn, endsOn, budgetMicros, days } = pacing;
  const at = (day: string) => `${day}T00:00:00Z`;
  const spent = new Map(days.map((day) => [day.day, day.cumulativeMicros]));
  const length = startsOn && endsOn ? daysInRange(startsOn, endsOn) : 0;
  if (!startsOn || length < 1 || length > maxDays) {
    return days.map((day) => ({ at: at(day.day), values: { spent: day.cumulativeMicros } }));
  }
  const even = (index: number) => (budgetMicros === null ? null : (budgetMicros * (index + 1)) / length);
  return Array.from({ length }, (_, index) => {
    const day = addDays(startsOn, index);
    return {
      at: at(day),
      values: { spent: spent.get(day) ?? null, even: even(index), ...likely(pacing, index, length) },
    };
  });
}

/** Where spending likely goes from today on: from what is spent in a widening band to the end. */
function likely(pacing: Pacing, index: number, length: number): { low?: number; high?: number } {
  const { projectedLowMicros: low, projectedHighMicros: high, spentMicros, days } = pacing;
  const [today, end] = [days.length - 1, length - 1];
  if (low === null || high === null || index < today || end <= today) return {};
  const part = (index - today) / (end - today);
  const at = (goal: number) => spentMicros + (goal - spentMicros) * part;
  return { low: at(low), high: at(high) };
}
