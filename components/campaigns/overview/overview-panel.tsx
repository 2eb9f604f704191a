"use client";

import { useUrlState } from "@/components/ui/use-url-state";
import type { Performance } from "@/lib/contracts/reports";
import { Breakdown } from "./breakdown";
import { PerformanceChart } from "./performance-chart";
import { PerformanceTotals } from "./performance-totals";

type OverviewPanelProps = {
  campaignId: string;
  dates: { from: string; to: string };
  traffic: "net" | "gross";
  bucket: "hour" | "day";
  /** Undefined until the first answer. */
  data: Performance | undefined;
};

/** The campaign's totals, their course over time, and their breakdowns. */
export function OverviewPanel({ campaignId, dates, traffic, bucket, data }: OverviewPanelProps) {
  const url = useUrlState();
  const shared = { campaignId, dates, traffic };
  return (
    <>
      <PerformanceTotals
        totals={data?.totals}
        currency={data?.campaign.currency ?? "USD"}
        traffic={traffic}
        onOpen={(metric) => url.set({ explain: metric })}
      />
      <PerformanceChart data={data} bucket={bucket} scope={shared} />
      <div className="mt-6 grid gap-6 xl:grid-cols-2">
        <Breakdown {...shared} groupBy="creative" title="By creative" className="xl:col-span-2" />
        <Breakdown {...shared} groupBy="site" title="By site" className="xl:col-span-2" />
        <Breakdown {...shared} groupBy="device" title="By device" />
        <Breakdown {...shared} groupBy="country" title="By country" />
      </div>
    </>
  );
}
