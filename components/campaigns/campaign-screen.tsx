"use client";

import { useState } from "react";
import { FlightBadge } from "@/components/ui/flight-badge";
import { PageHeader } from "@/components/ui/page-header";
import { ReportControls } from "@/components/ui/report-controls";
import { useReportFilters } from "@/components/ui/use-report-filters";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
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
import { reportPath } from "./report-path";

/** Until the first answer has told the advertiser's own zone, in which the days of the range are meant. */
const firstZone = "UTC";

/** One campaign for one range: a head, and its sections, of which one shows; the address holds which. */
export function CampaignScreen({ campaignId }: { campaignId: string }) {
  const [timeZone, setTimeZone] = useState(firstZone);
  const url = useUrlState();
  const explained = openMetrics.find((metric) => metric === url.get("explain"));
  const opened = useOpenConversion();
  const filters = useReportFilters(timeZone);
  const { dates, traffic } = filters;
  const bucket = dates.from === dates.to ? "hour" : "day";
  const params = { ...dates, traffic, bucket, groupBy: "none" } as const;
  const { data, error, refetch, isFetching } = usePerformance(campaignId, params);
  const scope = { campaignId, dates, traffic };

  if (error && !data) return <CampaignError error={error} onRetry={refetch} retrying={isFetching} />;
  if (data && data.timeZone !== timeZone) setTimeZone(data.timeZone);
  return (
    <>
      <PageHeader
        title={data?.campaign.name ?? campaignId}
        crumbs={[{ label: "Campaigns", href: "/campaigns" }]}
        badge={
          data && (
            <>
              <FlightBadge startsOn={data.campaign.startsOn} endsOn={data.campaign.endsOn} />
              <RestatedBadge scope={scope} onOpen={() => url.set({ tab: "changes" })} />
            </>
          )
        }
        description={data ? <CampaignDescription data={data} /> : "Loading figures"}
        actions={
          <ReportControls
            range={filters.range}
            timeZone={timeZone}
            traffic={traffic}
            onRange={filters.setRange}
            onTraffic={filters.setTraffic}
            downloadHref={reportPath(campaignId, "performance", { ...params, format: "csv" })}
          />
        }
      />
      {data && <IncidentBanner incidents={data.incidents} />}
      <CampaignSections
        tab={oneOf(url.get("tab"), campaignTabs)}
        onTab={(tab) => url.set({ tab: tab === "overview" ? null : tab })}
        scope={scope}
        bucket={bucket}
        data={data}
      />
      {explained && (
        <ExplainSheet metric={explained} scope={scope} data={data} onClose={() => url.set({ explain: null })} />
      )}
      {opened.key && <ConversionSheet conversion={opened.key} onOpen={opened.open} onClose={opened.close} />}
    </>
  );
}
