import { NO_VALUE } from "./format";

/** A moment: ISO 8601 text, epoch milliseconds, or a Date. */
export type Moment = string | number | Date;

const timeFormats = new Map<string, Intl.DateTimeFormat>();

function timeFormat(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + JSON.stringify(options);
  let format = timeFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: safeTimeZone(timeZone) });
    timeFormats.set(key, format);
  }
  return format;
}

/** The zone if this browser knows it, else UTC: an unknown zone must not blank a page. */
export function safeTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

function format(at: Moment | null | undefined, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  if (at === null || at === undefined) return NO_VALUE;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? NO_VALUE : timeFormat(timeZone, options).format(date);
}

const DAY = { day: "numeric", month: "short" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** "23 Nov 2026, 14:05" in an IANA zone; with seconds and the zone's name when asked. Null → "–". */
export function formatDateTime(
  at: Moment | null | undefined,
  timeZone: string,
  options: { seconds?: boolean; zone?: boolean } = {},
): string {
  return format(at, timeZone, {
    ...DAY,
    year: "numeric",
    ...CLOCK,
    ...(options.seconds && { second: "2-digit" }),
    ...(options.zone && { timeZoneName: "short" }),
  });
}

/** "23 Nov 2026". */
export function formatDate(at: Moment | null | undefined, timeZone: string): string {
  return format(at, timeZone, { ...DAY, year: "numeric" });
}

/** "23 Nov", for axes and tight places. */
export function formatDay(at: Moment | null | undefined, timeZone: string): string {
  return format(at, timeZone, DAY);
}

/** "Mon 23 Nov". */
export function formatWeekday(at: Moment | null | undefined, timeZone: string): string {
  return format(at, timeZone, { weekday: "short", ...DAY }).replace(",", "");
}

/** "14:05". */
export function formatTime(at: Moment | null | undefined, timeZone: string): string {
  return format(at, timeZone, CLOCK);
}

/** A calendar date without a zone: "2026-11-23" → "23 Nov 2026". */
export function formatCalendarDate(date: string): string {
  return formatDate(`${date}T00:00:00Z`, "UTC");
}

/** The month of a calendar date: "November 2026". */
export function formatMonth(date: string): string {
  return format(`${date}T00:00:00Z`, "UTC", { month: "long", year: "numeric" });
}
