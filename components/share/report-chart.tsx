import { formatCalendarDate } from "@/components/ui/format-time";
import type { ReportDocument } from "@/lib/contracts/share";

type ReportChartProps = {
  report: ReportDocument;
  metric: "impressions" | "clicks" | "conversions";
  label: string;
  format: (value: number) => string;
};

const height = 120;

/** A metric by day as plain bars, which print as sharp as the text; the largest and both ends are named. */
export function ReportChart({ report, metric, label, format }: ReportChartProps) {
  const values = report.days.map((day) => day[metric]);
  const largest = Math.max(0, ...values);
  const width = 100 / Math.max(1, values.length);
  return (
    <figure className="break-inside-avoid">
      <figcaption className="mb-2 flex items-baseline justify-between gap-4">
        <span className="font-semibold text-base">{label}</span>
        <span className="text-muted-foreground text-xs tabular-nums">at most {format(largest)} a day</span>
      </figcaption>
      <svg
        role="img"
        aria-label={`${label}, from ${format(values[0] ?? 0)} to ${format(values.at(-1) ?? 0)}, at most ${format(largest)}`}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className="block w-full border-b"
        style={{ height }}
      >
        {values.map((value, index) => {
          const size = largest === 0 ? 0 : (value / largest) * height;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a day's place is what it is
              key={index}
              x={index * width + width * 0.1}
              width={width * 0.8}
              y={height - size}
              height={size}
              fill="var(--chart-1)"
            />
          );
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-muted-foreground text-xs tabular-nums">
        <span>{formatCalendarDate(report.from)}</span>
        <span>{formatCalendarDate(report.to)}</span>
      </p>
    </figure>
  );
}
