"use client";

import { SearchX } from "lucide-react";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatMoney } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import { PageHeader } from "@/components/ui/page-header";
import { TimeAgo } from "@/components/ui/time-ago";
import { useUrlState } from "@/components/ui/use-url-state";
import type { Performance } from "@/lib/contracts/reports";
import { Breakdown } from "./breakdown";
import { openMetrics } from "./explain-metrics";
import { ExplainSheet } from "./explain-sheet";
import { FlightBadge } from "./flight-badge";
import { IncidentBanner } from "./incident-banner";
import { PerformanceChart } from "./performance-chart";
import { PerformanceTotals } from "./performance-totals";
import { usePerformance } from "./queries";
import { ReportControls } from "./report-controls";
import { useReportFilters } from "./report-filters";

/** Until the first answer has told the advertiser's own zone, in which the days of the range are meant. */
const firstZone = "UTC";

/** One campaign: its totals, its course over time, and its breakdowns, all for one range. */
export function CampaignScreen({ campaignId }: { campaignId: string }) {
  const [timeZone, setTimeZone] = useState(firstZone);
  const url = useUrlState();
  const opened = openMetrics.find((metric) => metric === url.get("explain"));
  const filters = useReportFilters(timeZone);
  const { dates, traffic } = filters;
  const bucket = dates.from === dates.to ? "hour" : "day";
  const params = { ...dates, traffic, bucket, groupBy: "none" } as const;
  const { data, error, refetch, isFetching } = usePerformance(campaignId, params);
  const downloadHref = `/api/campaigns/${encodeURIComponent(campaignId)}/performance?${new URLSearchParams({ ...params, format: "csv" })}`;

  if (error && !data) return <CampaignError error={error} onRetry={refetch} retrying={isFetching} />;
  if (data && data.timeZone !== timeZone) setTimeZone(data.timeZone);
  return (
    <>
      <PageHeader
        title={data?.campaign.name ?? campaignId}
        crumbs={[{ label: "Campaigns", href: "/campaigns" }]}
        badge={data && <FlightBadge startsOn={data.campaign.startsOn} endsOn={data.campaign.endsOn} />}
        description={data ? <Description data={data} /> : "Loading figures"}
        actions={
          <ReportControls
            range={filters.range}
            timeZone={timeZone}
            traffic={traffic}
            onRange={filters.setRange}
            onTraffic={filters.setTraffic}
            downloadHref={downloadHref}
          />
        }
      />
      {data && <IncidentBanner incidents={data.incidents} />}
      <PerformanceTotals
        totals={data?.totals}
        currency={data?.campaign.currency ?? "USD"}
        traffic={traffic}
        onOpen={(metric) => url.set({ explain: metric })}
      />
      {opened && (
        <ExplainSheet
          metric={opened}
          scope={{ campaignId, dates, traffic }}
          data={data}
          onClose={() => url.set({ explain: null })}
        />
      )}
      <PerformanceChart data={data} bucket={bucket} />
      <div className="mt-6 grid gap-6 xl:grid-cols-2">
        <Breakdown
          campaignId={campaignId}
          dates={dates}
          traffic={traffic}
          groupBy="creative"
          title="By creative"
          className="xl:col-span-2"
        />
        <Breakdown
          campaignId={campaignId}
          dates={dates}
          traffic={traffic}
          groupBy="site"
          title="By site"
          className="xl:col-span-2"
        />
        <Breakdown campaignId={campaignId} dates={dates} traffic={traffic} groupBy="device" title="By device" />
        <Breakdown campaignId={campaignId} dates={dates} traffic={traffic} groupBy="country" title="By country" />
      </div>
    </>
  );
}

function Description({ data }: { data: Performance }) {
  const { campaign } = data;
  const flight = campaign.startsOn && campaign.endsOn;
  return (
    <>
      <ForeignText text={campaign.advertiserName} />
      {flight && ` · ${formatCalendarDate(campaign.startsOn ?? "")} – ${formatCalendarDate(campaign.endsOn ?? "")}`}
      {campaign.budgetMicros !== null && ` · budget ${formatMoney(campaign.budgetMicros, campaign.currency)}`}
      {" · "}
      {campaign.pricing.toUpperCase()} · days in {data.timeZone} · data as of{" "}
      <TimeAgo at={data.asOf} timeZone={data.timeZone} />
    </>
  );
}

type CampaignErrorProps = { error: Error; onRetry: () => void; retrying: boolean };

function CampaignError({ error, onRetry, retrying }: CampaignErrorProps) {
  const unknown = "status" in error && error.status === 404;
  return (
    <>
      <PageHeader title="Campaign" crumbs={[{ label: "Campaigns", href: "/campaigns" }]} />
      <Card>
        {unknown ? (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="There is no such campaign"
            description="It is not in the catalogue. The link may be old, or the id mistyped."
          />
        ) : (
          <ErrorState
            title="The campaign could not be loaded"
            message={error.message}
            onRetry={onRetry}
            retrying={retrying}
          />
        )}
      </Card>
    </>
  );
}
