"use client";

import { counted, isReplayOver, replayOutcome, replayStateTexts, replayTones } from "@/components/quality/issue-words";
import { useReplays } from "@/components/quality/queries";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { ForeignText } from "@/components/ui/foreign-text";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import type { QualityIssue } from "@/lib/contracts/quality";

/** The replays of an issue so far, the newest first. */
export function ReplayList({ issue }: { issue: QualityIssue }) {
  const { data, error, refetch, isFetching } = useReplays(issue.id);
  return (
    <Card>
      <CardHeader title="Replays" />
      {error && !data && (
        <ErrorState
          title="Replays could not be loaded"
          message={error.message}
          onRetry={refetch}
          retrying={isFetching}
        />
      )}
      <CardContent>
        {!error && !data && <Skeleton className="h-4 w-3/5" />}
        {data?.replays.length === 0 && (
          <p className="text-muted-foreground text-sm">
            None yet. A replay sends the rejected records through the ordinary pipeline again, each exactly once.
          </p>
        )}
        <ol aria-label="Replays" className="flex flex-col gap-3">
          {data?.replays.map((replay) => (
            <li key={replay.replayId} className="text-sm">
              <StatusDot tone={replayTones[replay.state]} live={!isReplayOver(replay)}>
                {replayStateTexts[replay.state]}
              </StatusDot>{" "}
              <span className="text-muted-foreground tabular-nums">
                {replay.state === "cancelled" || replay.state === "waiting"
                  ? counted(replay.records, "record")
                  : replayOutcome(replay)}
              </span>
              <p className="break-words text-muted-foreground">
                <ForeignText text={replay.createdBy} />, <TimeAgo at={replay.createdAt} />
                {replay.savesMapping && ", with a new mapping of the source"}
              </p>
              {replay.error && (
                <p className="break-words text-danger-text">
                  <ForeignText text={replay.error} />
                </p>
              )}
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
