"use client";

import { useMemo } from "react";
import { DATE_PRESETS, type DateRange, resolveDateRange } from "@/components/ui/date-range";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";

const calendarDate = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The filters that every report shares, from the address: `range=7d` or `from` and `to` as dates, and
 * `traffic=gross`. Dates are calendar days in the report's time zone.
 */
export function useReportFilters(timeZone: string) {
  const url = useUrlState();
  const [from, to, preset] = [url.get("from"), url.get("to"), url.get("range")];
  const range = useMemo<DateRange>(() => {
    if (from && to && calendarDate.test(from) && calendarDate.test(to) && from <= to) return { from, to };
    return { preset: DATE_PRESETS.find((candidate) => candidate === preset) ?? "30d" };
  }, [from, to, preset]);

  return {
    range,
    dates: resolveDateRange(range, timeZone),
    traffic: oneOf(url.get("traffic"), ["net", "gross"]),
    setRange: (next: DateRange) =>
      url.set(
        "preset" in next ? { range: next.preset, from: null, to: null } : { range: null, from: next.from, to: next.to },
      ),
    setTraffic: (next: "net" | "gross") => url.set({ traffic: next === "net" ? null : next }),
  };
}

/** The part of the address that leads from one report to another with the same filters. */
export function filterQuery(range: DateRange, traffic: "net" | "gross"): string {
  const params = new URLSearchParams("preset" in range ? { range: range.preset } : range);
  if (traffic === "gross") params.set("traffic", "gross");
  return params.toString();
}
