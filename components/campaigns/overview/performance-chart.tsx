"use client";

import { DayStrip } from "@/components/campaigns/changes/day-strip";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import type { Performance } from "@/lib/contracts/reports";
import { chartMetric, chartMetricKeys } from "./chart-metrics";

type PerformanceChartProps = {
  /** Undefined until the first answer. */
  data: Performance | undefined;
  bucket: "hour" | "day";
  scope: { campaignId: string; dates: { from: string; to: string }; traffic: "net" | "gross" };
};

/** One metric over the range, which one stands in the address; below it how final its days are. */
export function PerformanceChart({ data, bucket, scope }: PerformanceChartProps) {
  const url = useUrlState();
  const key = oneOf(url.get("metric"), chartMetricKeys);
  const currency = data?.campaign.currency ?? "USD";
  const metric = chartMetric(key, currency);
  const points = (data?.rows ?? []).map((row) => ({ at: row.bucket ?? "", values: { [key]: row[key] } }));
  const now = data ? new Date(data.asOf) : null;
  const partial = points.findLast((point) => now !== null && new Date(point.at) <= now);
  return (
    <Card className="mt-6">
      <CardHeader
        title={`${metric.label} by ${bucket}`}
        actions={
          <SegmentedControl
            label="Metric"
            value={key}
            onChange={(next) => url.set({ metric: next })}
            options={chartMetricKeys.map((value) => ({ value, label: chartMetric(value, currency).label }))}
          />
        }
      />
      <CardContent>
        <TimeSeriesChart
          label={`${metric.label} by ${bucket}`}
          points={points}
          metrics={[metric]}
          bucket={bucket}
          timeZone={data?.timeZone ?? "UTC"}
          range={data && { from: data.from, to: data.to }}
          partialFrom={partial?.at}
          loading={!data}
          empty="Nothing was delivered in this range."
        />
        <DayStrip scope={scope} />
      </CardContent>
    </Card>
  );
}
