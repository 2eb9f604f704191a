"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { ErrorState } from "@/components/ui/error-state";
import { formatInteger } from "@/components/ui/format";
import { LoadMore } from "@/components/ui/load-more";
import { reasonText } from "@/components/ui/reason-words";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import type { QualityIssue } from "@/lib/contracts/quality";
import { IssueActions } from "./issue-actions";
import { useIssueRecords } from "./queries";

/** One issue at the side: what it is, what to do with it, and its records. */
export function IssueSheet({ issue, onClose }: { issue: QualityIssue; onClose: () => void }) {
  const title = `${reasonText(issue.reason)}${issue.field ? `: ${issue.field}` : ""}`;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={title} heading={title} className="w-full sm:max-w-xl">
        <div className="flex flex-col gap-5 overflow-y-auto p-5">
          <p className="text-muted-foreground text-sm">
            {formatInteger(issue.count)} records of {issue.sourceName}, first <TimeAgo at={issue.firstSeenAt} />, last{" "}
            <TimeAgo at={issue.lastSeenAt} />
          </p>
          <IssueActions issue={issue} onDone={onClose} />
          <IssueRecords issueId={issue.id} total={issue.count} />
        </div>
      </SheetContent>
    </Sheet>
  );
}

function IssueRecords({ issueId, total }: { issueId: string; total: number }) {
  const { data, error, refetch, isFetching, fetchNextPage, hasNextPage, isFetchingNextPage } = useIssueRecords(issueId);
  if (error && !data) return <ErrorState message={error.message} onRetry={refetch} retrying={isFetching} />;
  if (!data) return <Skeleton className="h-40" />;
  const records = data.pages.flatMap((page) => page.records);
  return (
    <>
      <ol className="flex flex-col gap-4">
        {records.map((record) => (
          <li key={`${record.batchId} ${record.record}`} className="flex flex-col gap-1.5 text-sm">
            <p>
              <span className="font-medium">Record {formatInteger(record.record)}</span>{" "}
              <span className="text-muted-foreground">
                <TimeAgo at={record.receivedAt} />, {record.message}
              </span>
            </p>
            <CodeBlock code={record.raw} wrap />
          </li>
        ))}
      </ol>
      <LoadMore
        shown={records.length}
        total={total}
        hasMore={hasNextPage}
        loading={isFetchingNextPage}
        onLoadMore={() => void fetchNextPage()}
        noun="records"
      />
    </>
  );
}
