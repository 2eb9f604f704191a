"use client";

import { useRef } from "react";
import { DayStrip } from "@/components/campaigns/changes/day-strip";
import { useCampaignAlerts } from "@/components/campaigns/queries";
import { useDays } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { bucketWords } from "@/components/campaigns/report-view";
import type { ReportView } from "@/components/campaigns/use-report-view";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import { calendarDateOf } from "@/components/ui/calendar-date";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { compareWords } from "@/components/ui/previous-period";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { StaleNote } from "@/components/ui/stale-note";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import type { Performance } from "@/lib/contracts/reports";
import { ChartExport } from "./chart-export";
import { type ChartMetricKey, chartMetric, chartMetricKeys } from "./chart-metrics";
import { chartMetrics, chartPoints, incidentBands, restatementMarks, settlingBands } from "./chart-series";

type PerformanceChartProps = {
  /** Undefined until the first answer. */
  data: Performance | undefined;
  /** Of the period that is compared with. */
  earlier: Performance | undefined;
  view: ReportView;
  scope: Pick<ReportScope, "campaignId" | "dates" | "traffic" | "chosenZone">;
};

const noSecond = "none";

/**
 * One or two metrics over the range, which ones stands in the address; what changed later, what is not final and when
 * something was wrong are marked; below it how final its days are. A click on a day shows that day.
 */
export function PerformanceChart({ data, earlier, view, scope }: PerformanceChartProps) {
  const url = useUrlState();
  const figure = useRef<HTMLDivElement>(null);
  const { bucket, compare, compared } = view;
  const key = oneOf(url.get("metric"), chartMetricKeys);
  const second = chartMetricKeys.find((each) => each === url.get("and") && each !== key);
  const keys: ChartMetricKey[] = second ? [key, second] : [key];
  const currency = data?.campaign.currency ?? "USD";
  const label = (each: ChartMetricKey) => chartMetric(each, currency).label;
  const title = `${label(key)}${second ? ` and ${label(second)}` : ""} by ${bucketWords[bucket]}`;
  const points = chartPoints(data, compared ? earlier : undefined, keys);
  const now = data ? new Date(data.asOf) : null;
  const partial = points.findLast((point) => now !== null && new Date(point.at) <= now);
  const { bands, marks } = useAnnotations({ data, view, scope, keys });
  const stale = data?.incidents.find(({ metrics }) => keys.some((each) => metrics.includes(each)));
  const zoomTo = (atMs: number) => {
    const day = calendarDateOf(new Date(atMs), view.timeZone);
    view.setRange({ from: day, to: day });
  };
  return (
    <Card className="mt-6">
      <CardHeader
        title={title}
        description={stale && <StaleNote title={stale.title} href={`/alerts/${encodeURIComponent(stale.alertId)}`} />}
        actions={
          <>
            <SegmentedControl
              label="Metric"
              value={key}
              onChange={(next) => url.set({ metric: next })}
              options={chartMetricKeys.map((value) => ({ value, label: label(value) }))}
            />
            <Select
              aria-label="Second metric"
              value={second ?? noSecond}
              onChange={(next) => url.set({ and: next === noSecond ? null : next })}
              options={[
                { value: noSecond, label: "no second" },
                ...chartMetricKeys
                  .filter((each) => each !== key)
                  .map((each) => ({ value: each, label: `and ${label(each)}` })),
              ]}
            />
            <ChartExport data={data} title={title} view={view} campaignId={scope.campaignId} figure={figure} />
          </>
        }
      />
      <CardContent>
        <div ref={figure}>
          <TimeSeriesChart
            label={title}
            points={points}
            metrics={chartMetrics(
              keys,
              currency,
              compared && earlier && compare !== "none" ? compareWords[compare] : null,
            )}
            bucket={bucket}
            timeZone={data?.timeZone ?? "UTC"}
            {...(data && { range: { from: data.from, to: data.to } })}
            {...(partial && { partialFrom: partial.at })}
            {...(bucket === "day" && { onBucket: zoomTo })}
            bands={bands}
            marks={marks}
            loading={!data}
            empty="Nothing was delivered in this range."
          />
        </div>
        {!view.filter && <DayStrip scope={scope} />}
      </CardContent>
    </Card>
  );
}

type AnnotationsInput = Pick<PerformanceChartProps, "data" | "view" | "scope"> & { keys: readonly ChartMetricKey[] };

/** What is drawn besides figures: alerts of the campaign, days that settle, days that were restated. */
function useAnnotations({ data, view, scope, keys }: AnnotationsInput) {
  const { data: alerts } = useCampaignAlerts(scope.campaignId);
  const { data: days } = useDays(scope);
  if (!data) return { bands: [], marks: [] };
  const incidents = incidentBands(alerts?.alerts ?? [], data.asOf);
  const bounds = data.rows.map(({ bucket }) => bucket ?? "");
  // days are those of the chart only where it is drawn by the same calendar's days
  const isByDay = view.bucket === "day" && days?.days.length === bounds.length;
  // what is known of days is of the whole campaign
  if (!days || !isByDay || view.filter) return { bands: incidents, marks: [] };
  return {
    bands: [...settlingBands(days.days, bounds, keys), ...incidents],
    marks: restatementMarks(days.days, bounds),
  };
}
