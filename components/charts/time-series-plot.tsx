"use client";

import { useId, useMemo } from "react";
import { CartesianGrid, ComposedChart, ReferenceArea, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip, metricColor } from "./chart-tooltip";
import { metricShapes } from "./metric-shapes";
import type { ChartBucket, ChartMetric, ChartRow } from "./series";
import type { ChartBand, ChartMark } from "./time-series-chart";
import { timeTicks } from "./time-ticks";
import { axisValues, valueTicks } from "./value-ticks";

const PIXELS_PER_TICK = 84;
const TICK_STYLE = { fill: "var(--faint-foreground)", fontSize: 11 } as const;

export type TimeSeriesPlotProps = {
  label: string;
  rows: readonly ChartRow[];
  metrics: readonly ChartMetric[];
  bucket: ChartBucket;
  timeZone: string;
  bands: readonly ChartBand[];
  marks: readonly ChartMark[];
  onBucket?: ((atMs: number) => void) | undefined;
  width: number;
  height: number;
};

/** The drawing itself. Without animation: live figures are fetched again every few seconds. */
export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { label, rows, metrics, bucket, timeZone, bands, marks, onBucket, width, height } = props;
  const gradientId = useId();
  const ticks = useMemo(
    () =>
      timeTicks(
        rows.map((row) => row.atMs),
        timeZone,
        Math.max(2, Math.floor(width / PIXELS_PER_TICK)),
      ),
    [rows, timeZone, width],
  );
  const labels = useMemo(() => new Map(ticks.map((tick) => [tick.atMs, tick.label])), [ticks]);
  const axes = (["left", "right"] as const).filter((side) =>
    metrics.some((metric) => (metric.axis ?? "left") === side),
  );

  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows as ChartRow[]}
      margin={{ top: 8, right: axes.includes("right") ? 0 : 24, bottom: 0, left: 0 }}
      barCategoryGap="20%"
      onClick={onBucket && (({ activeLabel }) => activeLabel !== undefined && onBucket(Number(activeLabel)))}
      className={onBucket && "cursor-pointer"}
      aria-label={`${label}. Use the arrow keys to read the values.`}
    >
      <defs>
        {metrics.map((metric, index) => (
          <linearGradient key={metric.key} id={`${gradientId}-${index}`} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0%" stopColor={metricColor(metric, index)} stopOpacity={0.2} />
            <stop offset="100%" stopColor={metricColor(metric, index)} stopOpacity={0.01} />
          </linearGradient>
        ))}
      </defs>
      <CartesianGrid vertical={false} stroke="var(--chart-grid)" yAxisId={axes[0]} />
      <XAxis
        dataKey="atMs"
        ticks={ticks.map((tick) => tick.atMs)}
        tickFormatter={(atMs: number) => labels.get(atMs) ?? ""}
        interval={0}
        tick={TICK_STYLE}
        tickLine={false}
        tickMargin={8}
        axisLine={{ stroke: "var(--border)" }}
        height={28}
      />
      {axes.map((side) => (
        <ValueAxis
          key={side}
          side={side}
          rows={rows}
          metrics={metrics.filter((metric) => (metric.axis ?? "left") === side)}
        />
      ))}
      {bands.map((band) => (
        <Band key={`${band.label}${band.from}`} band={band} rows={rows} yAxisId={axes[0] ?? "left"} />
      ))}
      {marks.map(({ at, label: text }) => (
        <ReferenceLine
          key={`${text}${at}`}
          yAxisId={axes[0] ?? "left"}
          x={new Date(at).getTime()}
          stroke="var(--info)"
          strokeOpacity={0.5}
          strokeDasharray="1 3"
          label={{ value: "↻", position: "insideBottom", fontSize: 12, fill: "var(--info-text)" }}
        />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={
          metrics.some((metric) => metric.shape === "bar")
            ? { fill: "var(--muted)", opacity: 0.7 }
            : { stroke: "var(--border-strong)" }
        }
        content={({ active, payload }) => {
          const row = payload[0]?.payload as ChartRow | undefined;
          return active && row ? (
            <ChartTooltip {...{ row, metrics, bucket, timeZone }} notes={notesOf(row, marks)} />
          ) : null;
        }}
      />
      {metrics.flatMap((metric, index) => metricShapes({ metric, index, rows, fill: `url(#${gradientId}-${index})` }))}
    </ComposedChart>
  );
}

function notesOf(row: ChartRow, marks: readonly ChartMark[]): string[] {
  return marks.filter(({ at }) => new Date(at).getTime() === row.atMs).map(({ label }) => label);
}

type ValueAxisProps = { side: "left" | "right"; rows: readonly ChartRow[]; metrics: readonly ChartMetric[] };

/** One scale; the first of its metrics tells how its figures are written. */
function ValueAxis({ side, rows, metrics }: ValueAxisProps) {
  const ticks = useMemo(() => valueTicks(axisValues(rows, metrics)), [rows, metrics]);
  return (
    <YAxis
      yAxisId={side}
      orientation={side}
      width="auto"
      ticks={ticks}
      domain={[ticks[0] ?? 0, ticks[ticks.length - 1] ?? 1]}
      interval={0}
      tick={TICK_STYLE}
      tickLine={false}
      axisLine={false}
      tickMargin={6}
      tickFormatter={metrics[0]?.formatAxis ?? metrics[0]?.format}
    />
  );
}

/** A marked stretch, snapped to the buckets that it touches; nothing when it lies outside. */
function Band({ band, rows, yAxisId }: { band: ChartBand; rows: readonly ChartRow[]; yAxisId: string }) {
  const [fromMs, toMs] = [new Date(band.from).getTime(), new Date(band.to).getTime()];
  const touched = rows.filter(
    (row, index) => row.atMs < toMs && (rows[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) > fromMs,
  );
  const [first, last] = [touched[0], touched[touched.length - 1]];
  if (!first || !last) return null;
  return (
    <ReferenceArea
      yAxisId={yAxisId}
      x1={first.atMs}
      x2={last.atMs}
      fill={`var(--${band.tone})`}
      fillOpacity={0.1}
      stroke={`var(--${band.tone})`}
      strokeOpacity={0.35}
      label={{ value: band.label, position: "insideTopLeft", fontSize: 11, fill: `var(--${band.tone}-text)` }}
    />
  );
}
