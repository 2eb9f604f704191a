"use client";

import { Radio } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { TimeAgo } from "@/components/ui/time-ago";
import { FreshnessTable } from "./freshness-table";
import { useFreshness } from "./queries";

/** How old the data of every source is, and where in the pipeline it waits. */
export function FreshnessScreen() {
  const { data, error, refetch, isFetching } = useFreshness();
  return (
    <>
      <PageHeader
        title="Freshness"
        description={
          data ? (
            <>
              How old the newest event of every source is, as of <TimeAgo at={data.asOf} />
            </>
          ) : (
            "How old the newest event of every source is"
          )
        }
      />
      <Card>
        <CardHeader
          title="Sources"
          description="Arrivals of the last 7 days, one cell an hour, and what each stage has reached"
        />
        {error && !data && (
          <ErrorState
            title="Freshness could not be loaded"
            message={error.message}
            onRetry={refetch}
            retrying={isFetching}
          />
        )}
        {!data && !error && <SkeletonTable label="Sources" rows={5} columns={6} />}
        {data && data.sources.length > 0 && <FreshnessTable sources={data.sources} now={new Date(data.asOf)} />}
        {data && data.sources.length === 0 && (
          <EmptyState
            icon={<Radio aria-hidden />}
            title="No source yet"
            description="A source is somebody who sends events. Make one with POST /api/sources, and send with the key that it answers."
          />
        )}
      </Card>
    </>
  );
}
