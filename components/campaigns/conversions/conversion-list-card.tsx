"use client";

import { DownloadLink } from "@/components/campaigns/download-link";
import { QueryCard } from "@/components/campaigns/query-card";
import { reportPath } from "@/components/campaigns/report-path";
import { useConversions } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { LoadMore } from "@/components/ui/load-more";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { conversionStateSchema } from "@/lib/contracts/conversions";
import { ConversionTable } from "./conversion-table";
import { NoConversions } from "./no-conversions";

const choices = ["all", "credited", "unattributed", "repeated_order"] as const;
const labels = { all: "All", credited: "Credited", unattributed: "Unattributed", repeated_order: "Repeated" };

/** The conversions of the range, the newest first; each opens at the side. */
export function ConversionListCard({ scope }: { scope: ReportScope }) {
  const url = useUrlState();
  const choice = oneOf(url.get("state"), choices);
  const state = conversionStateSchema.options.find((each) => each === choice);
  const query = useConversions(scope, state);
  const { campaignId, dates } = scope;
  return (
    <QueryCard
      query={query}
      title="Conversions"
      description="The newest first. Each opens with its touches, its credits, and the reasons."
      failed="The conversions could not be loaded"
      skeleton={<SkeletonTable label="Conversions" rows={8} columns={4} />}
      actions={
        <>
          <SegmentedControl
            label="State"
            value={choice}
            onChange={(next) => url.set({ state: next === "all" ? null : next })}
            options={choices.map((value) => ({ value, label: labels[value] }))}
          />
          <DownloadLink
            what="the conversions"
            href={reportPath(campaignId, "conversions", { ...dates, state, format: "csv" })}
          />
        </>
      }
    >
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        // with a state a page can be empty although there are more behind it
        if (rows.length === 0 && !query.hasNextPage) return <NoConversions filtered={state !== undefined} />;
        return (
          <>
            {rows.length > 0 && <ConversionTable rows={rows} scope={scope} />}
            <LoadMore
              shown={rows.length}
              hasMore={query.hasNextPage}
              loading={query.isFetchingNextPage}
              onLoadMore={() => void query.fetchNextPage()}
              noun={rows.length === 1 ? "conversion" : "conversions"}
            />
          </>
        );
      }}
    </QueryCard>
  );
}
