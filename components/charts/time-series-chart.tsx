"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { Moment } from "@/components/ui/format-time";
import { Skeleton } from "@/components/ui/skeleton";
import { ChartLegend } from "./chart-legend";
import { ChartTable } from "./chart-table";
import { type ChartBucket, type ChartMetric, type ChartPoint, fillPoints, toChartRows } from "./series";
import { useWidth } from "./use-width";

/** Recharts is the heaviest thing of a page: it arrives after the page, into a frame that already has its height. */
const TimeSeriesPlot = dynamic(() => import("./time-series-plot").then((module) => module.TimeSeriesPlot), {
  ssr: false,
});

export type ChartBand = { from: Moment; to: Moment; label: string; tone: "warning" | "danger" | "info" };

/** Something that happened in a bucket: a restatement. */
export type ChartMark = { at: Moment; label: string };

export type TimeSeriesChartProps = {
  /** What the chart shows, for assistive technology: "Impressions per day". */
  label: string;
  points: readonly ChartPoint[];
  /** One or two metrics; more only when stacked. */
  metrics: readonly ChartMetric[];
  bucket: ChartBucket;
  timeZone: string;
  /** The range asked for (`to` exclusive): the axis spans it even where there is nothing. */
  range?: { from: Moment; to: Moment };
  /** What a bucket without a point means. */
  missing?: "gap" | "zero";
  /** Start of the bucket that still fills: drawn dashed from there. */
  partialFrom?: Moment | null;
  /** Marked stretches of time: an outage, an open alert. */
  bands?: readonly ChartBand[];
  marks?: readonly ChartMark[];
  /** A click on a bucket, with where it starts. */
  onBucket?: (atMs: number) => void;
  height?: number;
  loading?: boolean;
  /** What to say when there is nothing to draw. */
  empty?: ReactNode;
  className?: string;
};

/** Values over time. Its height is fixed from the first paint; it redraws without motion. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const {
    label,
    points,
    metrics,
    bucket,
    timeZone,
    range,
    missing,
    partialFrom,
    height = 280,
    loading,
    className,
  } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const rows = useMemo(() => {
    const keys = metrics.map((metric) => metric.key);
    const partialFromMs = partialFrom ? new Date(partialFrom).getTime() : null;
    return toChartRows(fillPoints(points, keys, { bucket, range, missing }), metrics, partialFromMs);
  }, [points, metrics, bucket, range, missing, partialFrom]);
  const hasValues = points.some((point) => metrics.some((metric) => (point.values[metric.key] ?? null) !== null));

  return (
    <figure aria-label={label} className={cn("min-w-0", className)}>
      {metrics.length > 1 && (
        <figcaption className="mb-3">
          <ChartLegend metrics={metrics} />
        </figcaption>
      )}
      <div ref={frame} style={{ height }} className="relative">
        {loading ? (
          <div role="status" aria-label={`Loading ${label}`} className="h-full">
            <Skeleton className="h-full rounded-lg opacity-60" />
          </div>
        ) : !hasValues ? (
          <div className="grid h-full place-items-center rounded-lg border border-dashed px-6 text-center text-muted-foreground text-sm">
            {props.empty ?? "No events in this range. Try a longer one."}
          </div>
        ) : (
          width > 0 && (
            <TimeSeriesPlot
              label={label}
              rows={rows}
              metrics={metrics}
              bucket={bucket}
              timeZone={timeZone}
              bands={props.bands ?? []}
              marks={props.marks ?? []}
              onBucket={props.onBucket}
              width={width}
              height={height}
            />
          )
        )}
      </div>
      {hasValues && !loading && (
        <ChartTable label={label} rows={rows} metrics={metrics} bucket={bucket} timeZone={timeZone} />
      )}
    </figure>
  );
}
