"use client";

import type { ReactNode } from "react";
import { FlightBadge } from "@/components/ui/flight-badge";
import { PageHeader } from "@/components/ui/page-header";
import { oneOf } from "@/components/ui/use-url-state";
import { CampaignControls } from "./campaign-controls";
import { CampaignDescription } from "./campaign-description";
import { CampaignError } from "./campaign-error";
import { CampaignSections } from "./campaign-sections";
import { campaignTabs } from "./campaign-tabs";
import { RestatedBadge } from "./changes/restated-badge";
import { ConversionSheet } from "./conversions/conversion-sheet";
import { useOpenConversion } from "./conversions/use-open-conversion";
import { openMetrics } from "./explain-metrics";
import { ExplainSheet } from "./explain-sheet";
import { IncidentBanner } from "./overview/incident-banner";
import { usePerformance } from "./queries";
import { writeFilter } from "./report-view";
import { useReportView } from "./use-report-view";

type CampaignScreenProps = {
  campaignId: string;
  /** More that can be done with the campaign: at the end of the controls. */
  actions?: ReactNode;
};

/** One campaign for one range: a head, and its sections, of which one shows; the address holds which. */
export function CampaignScreen({ campaignId, actions }: CampaignScreenProps) {
  const view = useReportView();
  const opened = useOpenConversion();
  const explained = openMetrics.find((metric) => metric === view.explain);
  const { dates, traffic, chosenZone, model, bucket, filter, set } = view;
  const params = {
    ...dates,
    traffic,
    bucket,
    groupBy: "none",
    model: model === "campaign" ? undefined : model,
    timeZone: chosenZone,
    filter: filter ? writeFilter(filter) : undefined,
  } as const;
  const { data, error, refetch, isFetching } = usePerformance(campaignId, params);
  const scope = { campaignId, dates, traffic, chosenZone };

  if (error && !data) return <CampaignError error={error} onRetry={refetch} retrying={isFetching} />;
  if (data) view.learnZone(data.timeZone);
  return (
    <>
      <PageHeader
        title={data?.campaign.name ?? campaignId}
        crumbs={[{ label: "Campaigns", href: "/campaigns" }]}
        badge={
          data && (
            <>
              <FlightBadge startsOn={data.campaign.startsOn} endsOn={data.campaign.endsOn} />
              <RestatedBadge scope={scope} onOpen={() => set({ tab: "changes" })} />
            </>
          )
        }
        description={
          // two lines, so that nothing moves when the words come
          <span className="block min-h-10">{data ? <CampaignDescription data={data} /> : "Loading figures"}</span>
        }
        actions={
          <>
            <CampaignControls view={view} />
            {actions}
          </>
        }
      />
      {data && <IncidentBanner incidents={data.incidents} />}
      <CampaignSections
        tab={oneOf(view.tab, campaignTabs)}
        onTab={(tab) => set({ tab: tab === "overview" ? null : tab })}
        scope={scope}
        view={view}
        params={params}
        data={data}
      />
      {explained && (
        <ExplainSheet
          metric={explained}
          scope={{ ...scope, model: params.model }}
          data={data}
          onClose={() => set({ explain: null })}
        />
      )}
      {opened.key && <ConversionSheet conversion={opened.key} onOpen={opened.open} onClose={opened.close} />}
    </>
  );
}
