"use client";

import { ChevronLeft, ChevronRight, Download } from "lucide-react";
import { useEffect, useState } from "react";
import { useIssueRecords, useSource } from "@/components/quality/queries";
import { useTriage } from "@/components/quality/triage";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { formatInteger } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import type { QualityIssue } from "@/lib/contracts/quality";
import { RecordView } from "./record-view";

/** The rejected records of an issue, one at a time, the newest first; j and k go through them. */
export function Records({ issue }: { issue: QualityIssue }) {
  const { moveRecord } = useTriage();
  const list = useIssueRecords(issue.id);
  const { data: source } = useSource(issue.source);
  const records = list.data?.pages.flatMap((page) => page.records) ?? [];
  const [at, setAt] = useState(0);
  const index = Math.min(at, Math.max(records.length - 1, 0));
  const record = records[index];
  const hasNext = index + 1 < records.length || list.hasNextPage;
  const { fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = list;
  const isNearEnd = index + 5 > records.length;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const { count } = issue;
  useEffect(() => {
    // replays and new rejects move the figure: the records are others by then
    if (count >= 0) void refetch();
  }, [count, refetch]);
  const move = (by: 1 | -1) => setAt(Math.min(Math.max(index + by, 0), Math.max(records.length - 1, 0)));
  useEffect(() => {
    moveRecord.current = move;
    return () => {
      moveRecord.current = null;
    };
  });
  return (
    <Card>
      <CardHeader
        title="Records"
        description="As they were sent, the newest first"
        actions={
          record && (
            <>
              <Button variant="secondary" asChild>
                <a href={`/api/quality/issues/${encodeURIComponent(issue.id)}/records?format=csv`} download>
                  <Download aria-hidden />
                  CSV
                  <span className="sr-only"> of all records</span>
                </a>
              </Button>
              <nav aria-label="Records" className="flex items-center gap-1">
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label="Newer record"
                  disabled={index === 0}
                  onClick={() => move(-1)}
                >
                  <ChevronLeft aria-hidden />
                </Button>
                <p role="status" className="min-w-16 text-center text-muted-foreground text-sm tabular-nums">
                  {formatInteger(index + 1)} of {formatInteger(Math.max(issue.count, records.length))}
                </p>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label="Older record"
                  disabled={!hasNext}
                  pending={isFetchingNextPage && index + 1 >= records.length}
                  onClick={() => move(1)}
                >
                  <ChevronRight aria-hidden />
                </Button>
              </nav>
            </>
          )
        }
      />
      {list.error && !list.data && (
        <ErrorState
          title="Records could not be loaded"
          message={list.error.message}
          onRetry={refetch}
          retrying={list.isFetching}
        />
      )}
      {!list.data && !list.error && (
        <div role="status" aria-label="Records" aria-busy className="px-5 pb-5">
          <Skeleton className="mb-3 h-5 w-64" />
          <Skeleton className="h-40" />
        </div>
      )}
      {record && (
        <RecordView key={`${record.batchId} ${record.record}`} issue={issue} record={record} source={source} />
      )}
      {list.data && !record && (
        <EmptyState
          title="No record is rejected for this any more"
          description="They were replayed, or their user was erased. The issue stays for its history."
          className="py-8"
        />
      )}
    </Card>
  );
}
