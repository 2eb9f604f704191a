import type { z } from "zod";
import type { bucketSchema } from "@/lib/contracts/reports";
import { AppError } from "@/lib/errors";
import { quarterHourMs, type ReportRange } from "./resolve-range";
import { openZone } from "./zone";

const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Enough for a year by the hour; more points than that no chart and no person reads. */
export const maxBuckets = 10_000;

export type BucketWidth = z.infer<typeof bucketSchema>;

/** The buckets of a report, in epoch milliseconds. */
export interface ReportBuckets {
  /** Where each bucket starts by the zone's calendar; the first may start before the range. */
  starts: number[];
  /** The bounds inside the range: bucket i counts what is in [edges[i], edges[i + 1]). */
  edges: number[];
}

const widths: Record<BucketWidth, number> = {
  "15m": quarterHourMs,
  hour: hourMs,
  day: dayMs,
  none: Number.POSITIVE_INFINITY,
};

/**
 * Cuts a range into the buckets of a zone's calendar, without holes: days as lived there (23 or 25
 * hours where the clock is set), hours counted from each day's start, quarter hours. `none` gives
 * one bucket, the range.
 * @throws AppError `invalid_request` when there would be more than {@link maxBuckets}.
 */
export function cutIntoBuckets(range: ReportRange, width: BucketWidth, timeZone: string): ReportBuckets {
  if ((range.to - range.from) / widths[width] > maxBuckets) {
    const message = `bucket=${width} would give more than ${maxBuckets} buckets; choose a wider bucket or a shorter range.`;
    throw new AppError("invalid_request", message, { issues: [{ path: "bucket", message }] });
  }
  const starts = startsOf(range, width, timeZone);
  return { starts, edges: [...starts.map((start) => Math.max(start, range.from)), range.to] };
}

function startsOf(range: ReportRange, width: BucketWidth, timeZone: string): number[] {
  if (width === "none") return [range.from];
  if (width === "15m") return steps(range.from, range.to, quarterHourMs);
  const days = daysOf(range, timeZone);
  if (width === "day") return days.map((day) => day.start);
  return days
    .flatMap((day) =>
      steps(day.start, day.end, hourMs).map((start) => ({ start, end: Math.min(start + hourMs, day.end) })),
    )
    .filter((hour) => hour.end > range.from && hour.start < range.to)
    .map((hour) => hour.start);
}

function daysOf(range: ReportRange, timeZone: string): { start: number; end: number }[] {
  const zone = openZone(timeZone);
  return (
    steps(zone.dayOf(range.from), zone.dayOf(range.to - 1) + dayMs, dayMs)
      .map((day) => ({ start: zone.startOfDay(day), end: zone.startOfDay(day + dayMs) }))
      // a zone that jumps over the date line has dates without a single instant
      .filter((day) => day.start < day.end && day.end > range.from && day.start < range.to)
  );
}

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step);
}
