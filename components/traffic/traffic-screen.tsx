"use client";

import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { StaleVeil } from "@/components/ui/stale-veil";
import { useUrlState } from "@/components/ui/use-url-state";
import { Attribution } from "./attribution";
import { type ShareParams, useShares } from "./queries";
import { RulesCard } from "./rules-card";
import { ShareChart } from "./share-chart";
import { ShareTable } from "./share-table";
import { ShareTotals } from "./share-totals";
import { TrafficFilters, useTrafficFilters } from "./traffic-filters";

/** How much of the traffic is invalid, where it comes from, and the rules that say so; the address holds the filters. */
export function TrafficScreen({ canManage }: { canManage: boolean }) {
  const url = useUrlState();
  const { dates, campaignId, source } = useTrafficFilters();
  const params: ShareParams = { ...dates, campaignId, source };
  const { data, error, refetch, isFetching, isPlaceholderData } = useShares("rule", params);
  return (
    <>
      <PageHeader
        title="Invalid traffic"
        description="Marked by rule, kept, and left out of net figures. Days are in UTC."
        actions={<TrafficFilters />}
      />
      {error && !data ? (
        <Card>
          <ErrorState
            title="Invalid traffic could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        </Card>
      ) : (
        <StaleVeil active={isPlaceholderData}>
          <ShareTotals shares={data} />
          <ShareChart params={params} />
        </StaleVeil>
      )}
      <RulesCard shares={data} dates={dates} canManage={canManage} />
      <div className="mt-6 grid items-start gap-6 xl:grid-cols-2">
        <ShareTable
          by="source"
          title="By source"
          noun="Source"
          params={params}
          onChoose={(key) => url.set({ source: key })}
        />
        <ShareTable by="site" title="By site" noun="Site" params={params} />
      </div>
      <Attribution />
    </>
  );
}
