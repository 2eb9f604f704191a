"use client";

import { History } from "lucide-react";
import { DownloadLink } from "@/components/campaigns/download-link";
import { QueryCard } from "@/components/campaigns/query-card";
import { reportPath } from "@/components/campaigns/report-path";
import { useRestatements } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { Select } from "@/components/ui/select";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { restatedMetricSchema } from "@/lib/contracts/restatement";
import { RestatementTable } from "./restatement-table";
import { restatedMetrics } from "./restatement-words";

const choices = ["all", ...restatedMetricSchema.options] as const;

/** Every figure of the range that changed after its first report, the newest change first. */
export function RestatementCard({ scope }: { scope: ReportScope }) {
  const url = useUrlState();
  const choice = oneOf(url.get("figure"), choices);
  const metric = choice === "all" ? undefined : choice;
  const query = useRestatements(scope, metric);
  const { campaignId, dates, traffic } = scope;
  return (
    <QueryCard
      query={query}
      title="Restatements"
      description="Figures of days that were over, and changed afterwards. First report plus these changes is what every screen shows now."
      failed="The restatements could not be loaded"
      skeleton={<SkeletonTable label="Restatements" rows={6} columns={5} />}
      actions={
        <>
          <Select
            aria-label="Figure"
            value={choice}
            onChange={(next) => url.set({ figure: next === "all" ? null : next })}
            options={choices.map((value) => ({
              value,
              label: value === "all" ? "All figures" : restatedMetrics[value].label,
            }))}
          />
          <DownloadLink
            what="the restatements"
            href={reportPath(campaignId, "restatements", {
              ...dates,
              traffic,
              model: "campaign",
              metric,
              format: "csv",
            })}
          />
        </>
      }
    >
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.restatements);
        if (rows.length === 0) return <NoRestatements filtered={metric !== undefined} />;
        return (
          <>
            <RestatementTable rows={rows} timeZone={scope.timeZone} currency={scope.currency} />
            <LoadMore
              shown={rows.length}
              hasMore={query.hasNextPage}
              loading={query.isFetchingNextPage}
              onLoadMore={() => void query.fetchNextPage()}
              noun={rows.length === 1 ? "restatement" : "restatements"}
            />
          </>
        );
      }}
    </QueryCard>
  );
}

function NoRestatements({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      icon={<History aria-hidden />}
      title={filtered ? "This figure was not restated" : "Nothing was restated"}
      description="The figures of these days are still what was first reported. When late data, a rule of invalid traffic, a replay, an erasure or a change of the campaign moves a figure of a day that is over, it is written down here with its cause."
    />
  );
}
