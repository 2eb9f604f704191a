"use client";

import { useMemo } from "react";
import { DATE_PRESETS, type DateRange, resolveDateRange } from "./date-range";
import { useUrlState } from "./use-url-state";

const calendarDate = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The range of a screen, from its address: `range=7d`, or `from` and `to` as dates, 30 days without either.
 * Dates are calendar days in the time zone of what is shown.
 */
export function useDateRange(timeZone: string) {
  const url = useUrlState();
  const [from, to, preset] = [url.get("from"), url.get("to"), url.get("range")];
  const range = useMemo<DateRange>(() => {
    if (from && to && calendarDate.test(from) && calendarDate.test(to) && from <= to) return { from, to };
    return { preset: DATE_PRESETS.find((candidate) => candidate === preset) ?? "30d" };
  }, [from, to, preset]);

  return {
    range,
    dates: resolveDateRange(range, timeZone),
    setRange: (next: DateRange) =>
      url.set(
        "preset" in next ? { range: next.preset, from: null, to: null } : { range: null, from: next.from, to: next.to },
      ),
  };
}
