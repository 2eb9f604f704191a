import type { ChartMetric, ChartPoint } from "@/components/charts/series";
import type { ChartBand, ChartMark } from "@/components/charts/time-series-chart";
import type { Days } from "@/lib/contracts/lag";
import type { Performance } from "@/lib/contracts/reports";
import { type ChartMetricKey, chartMetric } from "./chart-metrics";

/** The metrics whose figures of a day still grow while its conversions come in. */
const settles: ReadonlySet<ChartMetricKey> = new Set(["conversions"]);

/** What the series of the earlier period is called among a point's values. */
const beforeKey = (key: ChartMetricKey) => `${key}:before`;

/**
 * The points of the chart: each bucket of the range, and beside its first metric what the bucket in the same place of
 * the earlier period counted.
 */
export function chartPoints(
  data: Performance | undefined,
  earlier: Performance | undefined,
  keys: readonly ChartMetricKey[],
): ChartPoint[] {
  const [first] = keys;
  const until = earlier ? Date.parse(earlier.to) : 0;
  const before = (earlier?.rows ?? []).filter(({ bucket }) => bucket !== null && Date.parse(bucket) < until);
  return (data?.rows ?? []).map((row, index) => {
    const values: Record<string, number | null | undefined> = {};
    for (const key of keys) values[key] = row[key];
    if (first && earlier) values[beforeKey(first)] = before[index]?.[first] ?? null;
    return { at: row.bucket ?? "", values };
  });
}

/** One or two metrics, the second on a scale of its own, and the first one's earlier course as a dashed line. */
export function chartMetrics(
  keys: readonly ChartMetricKey[],
  currency: string,
  earlierWords: string | null,
): ChartMetric[] {
  const [first, second] = keys;
  if (!first) return [];
  const metric = chartMetric(first, currency);
  const metrics: ChartMetric[] = [metric];
  if (earlierWords !== null)
    metrics.push({
      ...metric,
      key: beforeKey(first),
      label: `${metric.label}, ${earlierWords}`,
      shape: "line",
      dashed: true,
    });
  if (second) metrics.push({ ...chartMetric(second, currency), shape: "line", axis: "right" });
  return metrics;
}

/** The days whose figures are not final, where what is drawn grows with late conversions. */
export function settlingBands(
  days: Days["days"],
  bounds: readonly string[],
  keys: readonly ChartMetricKey[],
): ChartBand[] {
  if (!keys.some((key) => settles.has(key))) return [];
  const first = days.findIndex(({ state }) => state !== "closed");
  const [from, to] = [bounds[first], bounds.at(-1)];
  if (first < 0 || !from || !to) return [];
  return [{ from, to: new Date(Date.parse(to) + 1).toISOString(), label: "still settling", tone: "info" }];
}

/** The days of which figures were restated. */
export function restatementMarks(days: Days["days"], bounds: readonly string[]): ChartMark[] {
  return days.flatMap(({ restatements }, index) => {
    const at = bounds[index];
    if (restatements === 0 || !at) return [];
    return [{ at, label: `${restatements} ${restatements === 1 ? "figure" : "figures"} restated` }];
  });
}

/** When the campaign's alerts were on, inside the range. */
export function incidentBands(
  alerts: readonly { title: string; startedAt: string; resolvedAt: string | null; severity: string }[],
  asOf: string,
): ChartBand[] {
  return alerts.map(({ title, startedAt, resolvedAt, severity }) => ({
    from: startedAt,
    to: resolvedAt ?? asOf,
    label: title.length > 32 ? `${title.slice(0, 31)}…` : title,
    tone: severity === "critical" ? "danger" : "warning",
  }));
}
