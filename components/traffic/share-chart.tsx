"use client";

import type { ChartMetric } from "@/components/charts/series";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { formatPercent } from "@/components/ui/format";
import { type ShareParams, useShares } from "./queries";
import { shareOf } from "./share-figures";
import { trafficZone } from "./traffic-filters";

const percent = { format: formatPercent, formatAxis: (value: number) => formatPercent(value) } as const;
const metrics: ChartMetric[] = [
  { key: "impressions", label: "Invalid impressions", ...percent, shape: "line", color: 1 },
  { key: "clicks", label: "Invalid clicks", ...percent, shape: "line", color: 2 },
];

/** The invalid share of each day's impressions and clicks. */
export function ShareChart({ params }: { params: ShareParams }) {
  const { data, error, refetch, isFetching } = useShares("day", params);
  const points = (data?.rows ?? []).map((row) => ({
    at: `${row.key}T00:00:00Z`,
    values: {
      impressions: shareOf(row.invalidImpressions, row.impressions),
      clicks: shareOf(row.invalidClicks, row.clicks),
    },
  }));
  return (
    <Card className="mt-6">
      <CardHeader title="Invalid share by day" description="Of the day’s impressions, and of its clicks" />
      <CardContent>
        {error && !data ? (
          <ErrorState message={error.message} onRetry={refetch} retrying={isFetching} />
        ) : (
          <TimeSeriesChart
            label="Invalid share by day"
            points={points}
            metrics={metrics}
            bucket="day"
            timeZone={trafficZone}
            range={data && { from: data.from, to: data.to }}
            loading={!data}
            height={240}
            empty="There was no traffic in this range."
          />
        )}
      </CardContent>
    </Card>
  );
}
