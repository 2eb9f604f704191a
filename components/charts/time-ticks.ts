import { formatDay, formatTime, safeTimeZone } from "@/components/ui/format-time";

type Local = { atMs: number; dayIndex: number; month: number; minutes: number };

const HOUR_STEPS = [1, 2, 3, 6, 12];
const DAY_STEPS = [1, 2, 3, 4, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];

/** 1970-01-05 was a Monday: weeks start there. */
const FIRST_MONDAY = 4;

function toLocal(starts: readonly number[], timeZone: string): Local[] {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: safeTimeZone(timeZone),
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  return starts.map((atMs) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(atMs)) part[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return {
      atMs,
      dayIndex: Date.UTC(year, month - 1, day) / 86_400_000,
      month: year * 12 + month - 1,
      minutes: hour * 60 + minute,
    };
  });
}

/** The first point of each local slot; the first of all only where it stands on the slot's border. */
function firsts(
  points: readonly Local[],
  slotOf: (point: Local) => number,
  isAligned: (point: Local) => boolean,
): Local[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before ? slotOf(before) !== slotOf(point) : isAligned(point);
  });
}

function hourTicks(points: readonly Local[], hours: number): Local[] {
  const slot = (point: Local) => point.dayIndex * 24 + Math.floor(point.minutes / 60 / hours);
  return firsts(points, slot, (point) => point.minutes % (hours * 60) === 0);
}

function dayTicks(points: readonly Local[], days: number): Local[] {
  const starts = firsts(
    points,
    (point) => point.dayIndex,
    (point) => point.minutes === 0,
  );
  const anchor = days % 7 === 0 ? FIRST_MONDAY : (starts[starts.length - 1]?.dayIndex ?? 0);
  return starts.filter((point) => (((point.dayIndex - anchor) % days) + days) % days === 0);
}

function monthTicks(points: readonly Local[], months: number): Local[] {
  const starts = firsts(
    points,
    (point) => point.month,
    () => false,
  );
  return starts.filter((point) => point.month % months === 0);
}

export type TimeTick = { atMs: number; label: string };

/**
 * Ticks on natural borders (hours, midnights, Mondays, months) of an IANA zone, on existing bucket starts only.
 *
 * @param starts bucket starts in epoch milliseconds, ascending
 * @param maxTicks how many labels the axis has room for
 */
export function timeTicks(starts: readonly number[], timeZone: string, maxTicks: number): TimeTick[] {
  const points = toLocal(starts, timeZone);
  const isDaily = starts.length < 2 || (starts[1] ?? 0) - (starts[0] ?? 0) > 12 * 3_600_000;
  if (starts.length === 1) return starts.map((atMs) => ({ atMs, label: formatDay(atMs, timeZone) }));
  const candidates = [
    ...(isDaily ? [] : HOUR_STEPS.map((step) => () => hourTicks(points, step))),
    ...DAY_STEPS.map(
      (step) => () => dayTicks(isDaily ? points.map((point) => ({ ...point, minutes: 0 })) : points, step),
    ),
    ...MONTH_STEPS.map((step) => () => monthTicks(points, step)),
  ];
  // The first bucket of a day says which day it is, also where midnight falls into the middle of a bucket.
  const bucketMinutes = ((starts[1] ?? 0) - (starts[0] ?? 0)) / 60_000;
  for (const candidate of candidates) {
    const ticks = candidate();
    if (ticks.length > maxTicks) continue;
    return ticks.map(({ atMs, minutes }) => ({
      atMs,
      label: isDaily || minutes < bucketMinutes ? formatDay(atMs, timeZone) : formatTime(atMs, timeZone),
    }));
  }
  return [];
}
