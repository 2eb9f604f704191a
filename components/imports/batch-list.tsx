"use client";

import { Inbox } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { StaleVeil } from "@/components/ui/stale-veil";
import { oneOf, useUrlState } from "@/components/ui/use-url-state";
import { BatchFilters } from "./batch-filters";
import { BatchTable } from "./batch-table";
import { useBatchList, useSourceNames } from "./queries";

const states = ["all", "receiving", "processing", "done", "failed"] as const;

const curl = `curl "$URL/api/ingest/clicks" -H "Authorization: Bearer $INGEST_KEY" \\
  -H 'Content-Type: text/csv' --data-binary @clicks.csv`;

/** The batches of all sources, however they came, newest first; the address holds the filters. */
export function BatchList() {
  const url = useUrlState();
  const state = oneOf(url.get("state"), states);
  const source = url.get("source");
  const list = useBatchList({ source, state: state === "all" ? null : state });
  const { data, error, refetch, isFetching, isPlaceholderData } = list;
  const sourceName = useSourceNames();
  const batches = data?.pages.flatMap((page) => page.batches) ?? [];
  const isFiltered = source !== null || state !== "all";
  return (
    <Card>
      <CardHeader
        title="Batches"
        description="What every upload became, however it came"
        actions={
          <BatchFilters
            source={source}
            state={state === "all" ? null : state}
            onSource={(next) => url.set({ source: next })}
            onState={(next) => url.set({ state: next })}
          />
        }
      />
      {error && !data && (
        <ErrorState
          title="Batches could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!data && !error && <SkeletonTable label="Batches" rows={8} columns={8} />}
      {data && (
        <StaleVeil active={isPlaceholderData}>
          {batches.length > 0 && <BatchTable batches={batches} sourceName={sourceName} />}
          {batches.length === 0 &&
            (isFiltered ? <NothingFits onClear={() => url.set({ source: null, state: null })} /> : <NoBatches />)}
          {(batches.length > 0 || list.hasNextPage) && (
            <LoadMore
              shown={batches.length}
              hasMore={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onLoadMore={() => void list.fetchNextPage()}
              noun="batches"
            />
          )}
        </StaleVeil>
      )}
    </Card>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="No batch is like that"
      description="There may be others, of another source or in another state."
      action={
        <Button variant="secondary" onClick={onClear}>
          Show all batches
        </Button>
      }
    />
  );
}

function NoBatches() {
  return (
    <EmptyState
      icon={<Inbox aria-hidden />}
      title="Nothing was sent yet"
      description={
        <>
          Drop a file above, or send one with the key of a source. Every upload is listed here with what became of each
          of its records. The{" "}
          <Link href="/docs/api" className="text-foreground underline underline-offset-4">
            reference of the API
          </Link>{" "}
          tells the rest.
        </>
      }
    >
      <CodeBlock title="Send a file with curl" code={curl} />
    </EmptyState>
  );
}
