import type { Moment } from "@/components/ui/format-time";

/** Index into the colour-blind-safe palette of `app/globals.css`. */
export type ChartColor = 1 | 2 | 3 | 4 | 5 | 6;

export type ChartMetric = {
  /** Key into `ChartPoint.values`. */
  key: string;
  label: string;
  /** For tooltip and table; see `components/ui/format.ts`. */
  format: (value: number | null) => string;
  /** For the axis, when it should be shorter. */
  formatAxis?: (value: number) => string;
  shape?: "area" | "line" | "bar";
  color?: ChartColor;
  /** A second scale at the right, for a metric of another size. */
  axis?: "left" | "right";
  /** Bars or areas with the same name stand on each other. */
  stack?: string;
  /** A dashed line: a comparison, a forecast. */
  dashed?: boolean;
};

/** One bucket: its start, and a value a metric; null is a gap, not a zero. */
export type ChartPoint = { at: Moment; values: Readonly<Record<string, number | null | undefined>> };

export type ChartBucket = "15m" | "hour" | "day";

/** What Recharts draws: the bucket's start, each metric, and `<key>~` for the part that still grows. */
export type ChartRow = { atMs: number; partial: boolean; [key: string]: number | boolean | null };

const STEP_MS: Record<ChartBucket, number> = { "15m": 900_000, hour: 3_600_000, day: 86_400_000 };

/** A day filled in stands at noon: right in its zone on days of 23 and 25 hours as well. */
const NOON_MS = 43_200_000;

/** Bucket starts between two moments (both left out), for buckets that have no point. */
function missingStarts(afterMs: number, beforeMs: number, bucket: ChartBucket): number[] {
  const step = STEP_MS[bucket];
  const shift = bucket === "day" ? NOON_MS : 0;
  const starts: number[] = [];
  for (let at = afterMs + step; at < beforeMs - step / 2; at += step) starts.push(at + shift);
  return starts;
}

export type FillOptions = { bucket: ChartBucket; range?: { from: Moment; to: Moment }; missing?: "gap" | "zero" };

/**
 * Sorts points and adds the buckets that are missing between them and up to both ends of the range
 * (`to` is exclusive), so that the distance on the axis is time and a hole shows as a hole.
 */
export function fillPoints(points: readonly ChartPoint[], keys: readonly string[], options: FillOptions): ChartPoint[] {
  const sorted = points.map((point) => ({ at: new Date(point.at).getTime(), values: point.values }));
  sorted.sort((a, b) => a.at - b.at);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  if (!first || !last) return [];
  const step = STEP_MS[options.bucket];
  const empty = Object.fromEntries(keys.map((key) => [key, options.missing === "zero" ? 0 : null]));
  const filled: ChartPoint[] = [];
  const add = (starts: number[]) => {
    for (const at of starts) filled.push({ at, values: empty });
  };
  if (options.range) {
    const fromMs = new Date(options.range.from).getTime();
    const lead = Math.max(0, Math.floor((first.at - fromMs) / step + 0.05));
    add(missingStarts(first.at - (lead + 1) * step, first.at, options.bucket));
  }
  let previous: number | null = null;
  for (const point of sorted) {
    if (previous !== null) add(missingStarts(previous, point.at, options.bucket));
    filled.push(point);
    previous = point.at;
  }
  if (options.range) add(missingStarts(last.at, new Date(options.range.to).getTime() + step / 2 - 1, options.bucket));
  return filled;
}

/**
 * Rows for Recharts. From `partialFromMs` on (the bucket that is still filling) values stand under `<key>~`
 * and are drawn dashed; the last whole bucket stands under both, so that the lines meet.
 */
export function toChartRows(
  points: readonly ChartPoint[],
  metrics: readonly ChartMetric[],
  partialFromMs: number | null,
): ChartRow[] {
  const rows = points.map((point): ChartRow => {
    const atMs = new Date(point.at).getTime();
    const partial = partialFromMs !== null && atMs >= partialFromMs;
    const row: ChartRow = { atMs, partial };
    for (const metric of metrics) {
      const value = point.values[metric.key] ?? null;
      const splits = metric.shape !== "bar";
      row[metric.key] = partial && splits ? null : value;
      row[`${metric.key}~`] = partial && splits ? value : null;
    }
    return row;
  });
  const firstPartial = rows.findIndex((row) => row.partial);
  const joint = rows[firstPartial - 1];
  if (joint) {
    for (const metric of metrics) if (metric.shape !== "bar") joint[`${metric.key}~`] = joint[metric.key] ?? null;
  }
  return rows;
}

/** The value of a metric in a row, whole or still growing. */
export function rowValue(row: ChartRow, key: string): number | null {
  const value = row[key] ?? row[`${key}~`];
  return typeof value === "number" ? value : null;
}

/** True where neither neighbour has a value: a line would draw nothing there, so it needs a dot. */
export function isIsolated(rows: readonly ChartRow[], index: number, key: string): boolean {
  const at = (position: number) => rows[position]?.[key] ?? null;
  return at(index) !== null && at(index - 1) === null && at(index + 1) === null;
}
