import { bucketLabel } from "./bucket-label";
import { type ChartBucket, type ChartMetric, type ChartRow, rowValue } from "./series";

export type ChartTooltipProps = {
  row: ChartRow;
  metrics: readonly ChartMetric[];
  bucket: ChartBucket;
  timeZone: string;
  /** What happened in the bucket. */
  notes?: readonly string[];
};

/** The values of one bucket, under the pointer or the keyboard's cursor. */
export function ChartTooltip({ row, metrics, bucket, timeZone, notes = [] }: ChartTooltipProps) {
  return (
    <div className="min-w-36 rounded-lg border bg-popover px-3 py-2 text-xs shadow-md">
      <p className="font-medium text-foreground">{bucketLabel(row.atMs, bucket, timeZone)}</p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {metrics.map((metric, index) => {
          const value = rowValue(row, metric.key);
          return (
            <li key={metric.key} className="flex items-center gap-2 text-muted-foreground">
              <MetricMark metric={metric} index={index} />
              {metric.label}
              <span className="ml-auto pl-4 font-medium text-foreground tabular-nums">
                {value === null ? "no data" : metric.format(value)}
              </span>
            </li>
          );
        })}
      </ul>
      {notes.map((note) => (
        <p key={note} className="mt-1.5 text-info-text">
          {note}
        </p>
      ))}
      {row.partial && <p className="mt-1.5 text-faint-foreground">Still filling</p>}
    </div>
  );
}

/** The palette colour of a metric: its own, else by its place. */
export function metricColor(metric: ChartMetric, index: number): string {
  return `var(--chart-${metric.color ?? (index % 6) + 1})`;
}

/** A short stroke or block in the colour and the shape of a metric. */
export function MetricMark({ metric, index }: { metric: ChartMetric; index: number }) {
  const color = metricColor(metric, index);
  if (metric.shape === "bar")
    return <span aria-hidden className="size-2 rounded-[2px]" style={{ background: color }} />;
  return (
    <span
      aria-hidden
      className="h-0 w-3 border-t-2"
      style={{ borderColor: color, borderTopStyle: metric.dashed ? "dotted" : "solid" }}
    />
  );
}
