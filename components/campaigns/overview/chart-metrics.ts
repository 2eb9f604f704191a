import type { ChartMetric } from "@/components/charts/series";
import { formatCompact, formatCount, formatInteger, formatMoney, formatPercent } from "@/components/ui/format";

export const chartMetricKeys = ["impressions", "clicks", "ctr", "conversions", "costMicros"] as const;
export type ChartMetricKey = (typeof chartMetricKeys)[number];

/** How each metric is drawn: counts and money as areas and bars, a ratio as a line. */
export function chartMetric(key: ChartMetricKey, currency: string): ChartMetric {
  switch (key) {
    case "impressions":
      return { key, label: "Impressions", format: formatInteger, formatAxis: formatCompact, shape: "area", color: 1 };
    case "clicks":
      return { key, label: "Clicks", format: formatInteger, formatAxis: formatCompact, shape: "area", color: 2 };
    case "ctr":
      return {
        key,
        label: "CTR",
        format: formatPercent,
        formatAxis: (value) => formatPercent(value),
        shape: "line",
        color: 4,
      };
    case "conversions":
      return { key, label: "Conversions", format: formatCount, formatAxis: formatCompact, shape: "bar", color: 3 };
    case "costMicros":
      return {
        key,
        label: "Cost",
        format: (value) => formatMoney(value, currency),
        formatAxis: (value) => formatMoney(value, currency, { compact: true }),
        shape: "area",
        color: 5,
      };
  }
}
