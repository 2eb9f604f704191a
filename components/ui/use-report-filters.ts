"use client";

import type { DateRange } from "./date-range";
import { useDateRange } from "./use-date-range";
import { oneOf, useUrlState } from "./use-url-state";

/**
 * The filters that every report shares, from the address: the range, and `traffic=gross`. Dates are calendar
 * days in the report's time zone.
 */
export function useReportFilters(timeZone: string) {
  const url = useUrlState();
  return {
    ...useDateRange(timeZone),
    traffic: oneOf(url.get("traffic"), ["net", "gross"]),
    setTraffic: (next: "net" | "gross") => url.set({ traffic: next === "net" ? null : next }),
  };
}

/** The part of the address that leads from one report to another with the same filters. */
export function filterQuery(range: DateRange, traffic: "net" | "gross"): string {
  const params = new URLSearchParams("preset" in range ? { range: range.preset } : range);
  if (traffic === "gross") params.set("traffic", "gross");
  return params.toString();
}
