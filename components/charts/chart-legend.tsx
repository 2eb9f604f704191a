import { MetricMark } from "./chart-tooltip";
import type { ChartMetric } from "./series";

/** The names of the metrics, above a chart with more than one. */
export function ChartLegend({ metrics }: { metrics: readonly ChartMetric[] }) {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground text-xs">
      {metrics.map((metric, index) => (
        <li key={metric.key} className="flex items-center gap-1.5">
          <MetricMark metric={metric} index={index} />
          {metric.label}
        </li>
      ))}
    </ul>
  );
}
