"use client";

import { FilterChip } from "@/components/campaigns/filter-chip";
import { type PerformanceParams, useEarlierPerformance } from "@/components/campaigns/queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { writeFilter } from "@/components/campaigns/report-view";
import type { ReportView } from "@/components/campaigns/use-report-view";
import { compareWords } from "@/components/ui/previous-period";
import type { Performance } from "@/lib/contracts/reports";
import { Breakdowns } from "./breakdown/breakdowns";
import { PerformanceChart } from "./performance-chart";
import { PerformanceTotals } from "./performance-totals";

type OverviewPanelProps = {
  scope: Pick<ReportScope, "campaignId" | "dates" | "traffic" | "chosenZone">;
  view: ReportView;
  params: PerformanceParams;
  /** Undefined until the first answer. */
  data: Performance | undefined;
};

/** The campaign's totals, their course over time, and their breakdowns, compared with an earlier period. */
export function OverviewPanel({ scope, view, params, data }: OverviewPanelProps) {
  const { campaignId } = scope;
  const { filter, compare, compared, set } = view;
  const earlier = useEarlierPerformance(campaignId, data && compared ? { ...params, ...compared } : null).data;
  return (
    <>
      {filter && <FilterChip filter={filter} onRemove={() => set({ filter: null })} />}
      <PerformanceTotals
        totals={data?.totals}
        earlier={earlier?.totals}
        comparedWith={compare === "none" ? null : compareWords[compare]}
        currency={data?.campaign.currency ?? "USD"}
        traffic={scope.traffic}
        onOpen={filter ? undefined : (metric) => set({ explain: metric })}
      />
      <PerformanceChart data={data} earlier={earlier} view={view} scope={scope} />
      <Breakdowns
        campaignId={campaignId}
        params={params}
        compared={compared}
        filter={filter}
        onFilter={(next) => set({ filter: writeFilter(next) })}
      />
    </>
  );
}
