"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useCancelReplay } from "@/components/quality/changes";
import { counted, isReplayOver } from "@/components/quality/issue-words";
import { replayQuery, useReplays } from "@/components/quality/queries";
import { replayProgress, secondsLeft } from "@/components/quality/replay-clock";
import { useTriage } from "@/components/quality/triage";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatInteger } from "@/components/ui/format";
import { ProgressBar } from "@/components/ui/progress-bar";
import { StatusDot } from "@/components/ui/status-dot";
import { useNow } from "@/components/ui/use-now";
import type { QualityIssue } from "@/lib/contracts/quality";
import type { Replay } from "@/lib/contracts/replay";
import { ReplayOutcome } from "./replay-outcome";

/** An outcome stays in sight for so long. */
const shownForMs = 15 * 60_000;

/** The replay of an issue that is under way, or was over just now; also after a reload. */
export function ReplayBar({ issue }: { issue: QualityIssue }) {
  const { data: list } = useReplays(issue.id);
  const nowMs = useNow();
  const newest = list?.replays[0];
  const isShown = newest !== undefined && (!isReplayOver(newest) || isRecent(newest, nowMs));
  const { data } = useQuery({ ...replayQuery(newest?.replayId ?? ""), enabled: isShown });
  const replay = data ?? newest;
  useRefreshAfter(data);
  if (!isShown || !replay || replay.state === "cancelled") return null;
  if (replay.state === "waiting") return <Waiting issue={issue} replay={replay} />;
  if (replay.state === "running") return <Running replay={replay} />;
  return <ReplayOutcome issue={issue} replay={replay} />;
}

function isRecent({ finishedAt }: Replay, nowMs: number | null): boolean {
  return finishedAt !== null && nowMs !== null && nowMs - Date.parse(finishedAt) < shownForMs;
}

/** When a replay is over, the figures of nearly everything are others. */
function useRefreshAfter(replay: Replay | undefined): void {
  const client = useQueryClient();
  const isOver = replay !== undefined && isReplayOver(replay);
  useEffect(() => {
    if (!isOver) return;
    for (const queryKey of [["quality"], ["batches"], ["campaigns"], ["sources"]])
      void client.invalidateQueries({ queryKey });
  }, [isOver, client]);
}

function Waiting({ issue, replay }: { issue: QualityIssue; replay: Replay }) {
  const { viewer } = useTriage();
  const cancel = useCancelReplay(issue.id);
  const left = useSecondsLeft(replay);
  const given = Math.max(1, (Date.parse(replay.startsAt) - Date.parse(replay.createdAt)) / 1000);
  return (
    <Card data-testid="replay-bar" className="p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm">
          <span className="font-medium">
            {counted(replay.records, "record")} {left > 0 ? "will be replayed" : "are about to be replayed"}
          </span>
          {left > 0 && <span className="text-muted-foreground tabular-nums"> in {left} s</span>}
          {replay.savesMapping && (
            <span className="text-muted-foreground">; the source keeps the new mapping then</span>
          )}
        </p>
        {viewer.canAct && (
          <Button
            variant="secondary"
            pending={cancel.isPending}
            disabled={left === 0}
            onClick={() => cancel.mutate(replay.replayId)}
          >
            <Undo2 aria-hidden />
            Undo
          </Button>
        )}
      </div>
      <ProgressBar label="Time until the replay starts" value={left / given} className="mt-3" />
    </Card>
  );
}

function Running({ replay }: { replay: Replay }) {
  return (
    <Card data-testid="replay-bar" className="p-4">
      <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
        <p role="status" className="flex items-center font-medium">
          <StatusDot tone="info" live>
            Replaying {counted(replay.records, "record")}
          </StatusDot>
        </p>
        <Figures replay={replay} />
      </div>
      <ProgressBar label="Replay" value={replayProgress(replay)} className="mt-3" />
    </Card>
  );
}

function Figures({ replay: { stored, duplicate, rejected } }: { replay: Replay }) {
  return (
    <p className="text-muted-foreground tabular-nums">
      {formatInteger(stored)} stored · {formatInteger(duplicate)} duplicate · {formatInteger(rejected)} still rejected
    </p>
  );
}

function useSecondsLeft(replay: Replay): number {
  const [left, setLeft] = useState(() => secondsLeft(replay, Date.now()));
  useEffect(() => {
    const tick = () => setLeft(secondsLeft(replay, Date.now()));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [replay]);
  return left;
}
