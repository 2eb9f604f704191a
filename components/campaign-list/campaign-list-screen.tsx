"use client";

import { Megaphone } from "lucide-react";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { ReportControls } from "@/components/ui/report-controls";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { TimeAgo } from "@/components/ui/time-ago";
import { filterQuery, useReportFilters } from "@/components/ui/use-report-filters";
import { CampaignTable } from "./campaign-table";
import { CampaignTotals } from "./campaign-totals";
import { useCampaignList } from "./queries";

const timeZone = "UTC";

/** All campaigns with their figures of a range; the address holds the filters. */
export function CampaignListScreen() {
  const { range, dates, traffic, setRange, setTraffic } = useReportFilters(timeZone);
  const params = { ...dates, traffic };
  const { data, error, refetch, isFetching } = useCampaignList(params);
  const downloadHref = `/api/campaigns?${new URLSearchParams({ ...params, format: "csv" })}`;

  return (
    <>
      <PageHeader
        title="Campaigns"
        description={
          data ? (
            <>
              Data as of <TimeAgo at={data.asOf} timeZone={timeZone} />, days in {data.timeZone}
            </>
          ) : (
            "What every campaign delivered"
          )
        }
        actions={
          <ReportControls
            range={range}
            timeZone={timeZone}
            traffic={traffic}
            onRange={setRange}
            onTraffic={setTraffic}
            downloadHref={downloadHref}
          />
        }
      />
      {error && !data ? (
        <Card>
          <ErrorState
            title="Campaigns could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        </Card>
      ) : (
        <>
          <CampaignTotals totals={data?.totals} currency={data?.currency ?? null} />
          <Card className="mt-6">
            <CardHeader title="By campaign" description={data && `${data.rows.length} campaigns`} />
            {!data && <SkeletonTable label="Campaigns" rows={8} columns={7} />}
            {data && data.rows.length > 0 && <CampaignTable rows={data.rows} query={filterQuery(range, traffic)} />}
            {data && data.rows.length === 0 && (
              <CardContent>
                <NoCampaigns />
              </CardContent>
            )}
          </Card>
        </>
      )}
    </>
  );
}

function NoCampaigns() {
  return (
    <EmptyState
      icon={<Megaphone aria-hidden />}
      title="No campaigns yet"
      description="Put your advertisers, campaigns and creatives into the catalogue; events that refer to them are then counted here."
    >
      <CodeBlock
        code={`curl -X PUT "$URL/api/catalog" -H "Authorization: Bearer $MANAGE_KEY" \\
  -H 'Content-Type: application/json' -d @catalog.json`}
      />
    </EmptyState>
  );
}
