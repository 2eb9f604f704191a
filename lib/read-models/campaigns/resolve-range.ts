import { AppError } from "@/lib/errors";
import { openZone, type Zone } from "./zone";

const dayMs = 86_400_000;
/** The finest bucket that is stored; every zone's offset is a multiple of it. */
export const quarterHourMs = 900_000;
/** About three years, leap days included. */
export const maxRangeDays = 1_100;
const defaultDays = 30;
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** A report's time: instants in epoch milliseconds, multiples of 15 minutes, `to` exclusive. */
export interface ReportRange {
  from: number;
  to: number;
}

/**
 * Resolves the bounds that a report was asked for: ISO times with an offset, snapped outward to
 * 15 minutes, or dates of the zone's calendar, where `to` is the last day and included. Without
 * bounds it is the last 30 days up to the end of today; with one bound the other follows from it.
 * @throws AppError `invalid_request` when the range is empty, longer than about three years or
 * outside 1970 to 2200.
 */
export function resolveRange(
  query: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
  now: Date,
): ReportRange {
  const zone = openZone(timeZone);
  const to = query.to === undefined ? nextDay(zone, zone.dayOf(now.getTime())) : upperBound(query.to, zone);
  const from = query.from === undefined ? defaultFrom(query.to, to, zone) : lowerBound(query.from, zone);
  if (from >= to) refuse("from", "from must be before to; a range in the future needs both.");
  if (to - from > maxRangeDays * dayMs) refuse("from", `from and to must be at most ${maxRangeDays} days apart.`);
  return { from, to };
}

function lowerBound(bound: string, zone: Zone): number {
  const instant = parseBound("from", bound);
  return isDate(bound) ? zone.startOfDay(instant) : Math.floor(instant / quarterHourMs) * quarterHourMs;
}

function upperBound(bound: string, zone: Zone): number {
  const instant = parseBound("to", bound);
  return isDate(bound) ? nextDay(zone, instant) : Math.ceil(instant / quarterHourMs) * quarterHourMs;
}

function parseBound(path: string, bound: string): number {
  const instant = Date.parse(bound);
  // written so that NaN, what a leap second gives, is refused too
  if (instant >= earliest && instant <= latest) return instant;
  return refuse(path, `${path} must lie between the years 1970 and 2200.`);
}

/** 30 calendar days before the end; before a time of day, 30 times 24 hours. */
function defaultFrom(askedTo: string | undefined, to: number, zone: Zone): number {
  if (askedTo !== undefined && !isDate(askedTo)) return to - defaultDays * dayMs;
  return zone.startOfDay(zone.dayOf(to - 1) - (defaultDays - 1) * dayMs);
}

function nextDay(zone: Zone, day: number): number {
  return zone.startOfDay(day + dayMs);
}

function isDate(bound: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(bound);
}

function refuse(path: string, message: string): never {
  throw new AppError("invalid_request", message, { issues: [{ path, message }] });
}
