import { addDays, calendarDateOf } from "./calendar-date";
import { formatCalendarDate, safeTimeZone } from "./format-time";

export const DATE_PRESETS = ["today", "yesterday", "7d", "14d", "30d", "90d"] as const;
export type DatePreset = (typeof DATE_PRESETS)[number];

export const DATE_PRESET_LABELS: Record<DatePreset, string> = {
  today: "Today",
  yesterday: "Yesterday",
  "7d": "Last 7 days",
  "14d": "Last 14 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
};

/** A preset that moves with the clock, or fixed calendar dates (both ends counted). */
export type DateRange = { preset: DatePreset } | { from: string; to: string };

const DAYS: Record<DatePreset, { length: number; endsAgo: number }> = {
  today: { length: 1, endsAgo: 0 },
  yesterday: { length: 1, endsAgo: 1 },
  "7d": { length: 7, endsAgo: 0 },
  "14d": { length: 14, endsAgo: 0 },
  "30d": { length: 30, endsAgo: 0 },
  "90d": { length: 90, endsAgo: 0 },
};

/** The calendar dates of a range, both ends counted; presets include today as it is in the zone. */
export function resolveDateRange(
  range: DateRange,
  timeZone: string,
  now: Date = new Date(),
): { from: string; to: string } {
  if (!("preset" in range)) return { from: range.from, to: range.to };
  const { length, endsAgo } = DAYS[range.preset];
  const to = addDays(calendarDateOf(now, safeTimeZone(timeZone)), -endsAgo);
  return { from: addDays(to, 1 - length), to };
}

/** What a range is called: the preset's name, or "3 Nov 2026 – 9 Nov 2026". */
export function dateRangeLabel(range: DateRange): string {
  if ("preset" in range) return DATE_PRESET_LABELS[range.preset];
  if (range.from === range.to) return formatCalendarDate(range.from);
  const from = formatCalendarDate(range.from);
  const to = formatCalendarDate(range.to);
  return from.slice(-4) === to.slice(-4) ? `${from.slice(0, -5)} – ${to}` : `${from} – ${to}`;
}

/** A range while a person picks it: after the first day, the second closes it. */
export type RangePick = { from: string; to: string; isOpen: boolean };

/** The range after a click on a day; a second day before the first one turns the range around. */
export function pickDay(pick: RangePick, date: string): RangePick {
  if (!pick.isOpen) return { from: date, to: date, isOpen: true };
  return date < pick.from ? { from: date, to: pick.from, isOpen: false } : { from: pick.from, to: date, isOpen: false };
}
