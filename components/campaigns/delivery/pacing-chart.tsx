"use client";

import type { ChartMetric } from "@/components/charts/series";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { formatMoney } from "@/components/ui/format";
import type { Pacing } from "@/lib/contracts/pacing";
import { pacingSeries } from "./pacing-series";

/** What is spent, added up day by day, beside an even spread of the budget. */
export function PacingChart({ pacing }: { pacing: Pacing }) {
  const points = pacingSeries(pacing);
  const money = (value: number | null) => formatMoney(value, pacing.currency);
  const shared = {
    format: money,
    formatAxis: (value: number) => formatMoney(value, pacing.currency, { compact: true }),
  };
  const metrics: ChartMetric[] = [
    { key: "spent", label: "Spent", shape: "area", color: 5, ...shared },
    { key: "even", label: "Even spread", shape: "line", color: 6, dashed: true, ...shared },
  ];
  if (pacing.projectedLowMicros !== null && points.some(({ values }) => typeof values.low === "number")) {
    metrics.push(
      { key: "high", label: "Likely at most", shape: "line", color: 1, dashed: true, ...shared },
      { key: "low", label: "Likely at least", shape: "line", color: 3, dashed: true, ...shared },
    );
  }
  const hasEven = points.some(({ values }) => typeof values.even === "number");
  return (
    <TimeSeriesChart
      className="mt-6"
      label="Spent since the first day, and an even spread of the budget"
      points={points}
      metrics={hasEven ? metrics : metrics.slice(0, 1)}
      bucket="day"
      timeZone="UTC"
      height={220}
      empty="Nothing was spent yet."
    />
  );
}
