import { type TrafficRuleName, type TrafficShares, trafficRules } from "@/lib/contracts/traffic";

export type ShareRow = TrafficShares["rows"][number];

/** The part of the traffic that is invalid, from 0 to 1; null where there is none. */
export function shareOf(invalid: number, gross: number | null): number | null {
  return gross === null || gross <= 0 ? null : invalid / gross;
}

/** Invalid impressions and clicks of a row, or of the totals, together. */
export function invalidEvents(row: { invalidImpressions: number; invalidClicks: number }): number {
  return row.invalidImpressions + row.invalidClicks;
}

/** How many events are invalid by the rules of each of the MRC's categories. Events of unknown rules are in neither. */
export function byCategory(rows: readonly ShareRow[]): { general: number; sophisticated: number } {
  const sums = { general: 0, sophisticated: 0 };
  for (const row of rows) {
    if (Object.hasOwn(trafficRules, row.key))
      sums[trafficRules[row.key as TrafficRuleName].category] += invalidEvents(row);
  }
  return sums;
}

/** Rows with the most invalid traffic first; of equal ones the busier. */
export function mostInvalidFirst(rows: readonly ShareRow[]): ShareRow[] {
  return rows.toSorted(
    (a, b) =>
      invalidEvents(b) - invalidEvents(a) ||
      (b.impressions ?? 0) + (b.clicks ?? 0) - (a.impressions ?? 0) - (a.clicks ?? 0) ||
      a.key.localeCompare(b.key),
  );
}
