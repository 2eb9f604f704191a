"use client";

import { historyLine } from "@/components/quality/history-words";
import { useIssueHistory } from "@/components/quality/queries";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { ForeignText } from "@/components/ui/foreign-text";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";

/** Who did what to an issue, the newest first. */
export function History({ issueId }: { issueId: string }) {
  const { data, error, refetch, isFetching } = useIssueHistory(issueId);
  return (
    <Card>
      <CardHeader title="History" />
      {error && !data && (
        <ErrorState
          title="The history could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      {!error && !data && (
        <CardContent role="status" aria-label="History" aria-busy>
          <Skeleton className="h-4 w-3/5" />
        </CardContent>
      )}
      {data && (
        <CardContent>
          {data.entries.length === 0 && <p className="text-muted-foreground text-sm">Nobody has touched it yet.</p>}
          <ol className="flex flex-col gap-3">
            {data.entries.map((entry, index) => {
              const { text, note } = historyLine(entry);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: two entries can have the same time, actor and action.
                <li key={`${entry.at} ${index}`} className="flex gap-3 text-sm">
                  <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-border-strong" />
                  <div className="min-w-0">
                    <p className="break-words">
                      <ForeignText text={entry.actor} className="font-medium" /> <ForeignText text={text} />{" "}
                      <span className="text-muted-foreground">
                        <TimeAgo at={entry.at} />
                      </span>
                    </p>
                    {note && (
                      <p className="whitespace-pre-line break-words text-muted-foreground">
                        <ForeignText text={note} />
                      </p>
                    )}
                  </div>
                </li>
              );
            })}
          </ol>
        </CardContent>
      )}
    </Card>
  );
}
