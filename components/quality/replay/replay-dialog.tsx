"use client";

import { Play } from "lucide-react";
import { useId, useState } from "react";
import { undoSeconds, useStartReplay } from "@/components/quality/changes";
import { counted, isReplayOver, issueTitle } from "@/components/quality/issue-words";
import { useReplays, useTrial } from "@/components/quality/queries";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { formatInteger } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import type { QualityIssue } from "@/lib/contracts/quality";
import type { ReplayAnswer } from "@/lib/contracts/replay";
import { FixStep } from "./fix-step";
import { PreviewStep } from "./preview-step";
import { Step } from "./step";
import { useFix } from "./use-fix";
import { useSettled } from "./use-settled";

/** So long the mapping is left alone before it is tried. */
const settleMs = 350;

/** Fix, preview, replay: three steps in one window, the second live while one works on the first. */
export function ReplayDialog({ issue, onClose }: { issue: QualityIssue; onClose: () => void }) {
  const fix = useFix(issue);
  const { settled, isSettling } = useSettled(fix.mapping, settleMs);
  const trial = useTrial(issue.id, settled, true);
  const isTrying = isSettling || trial.isFetching;
  const replays = useReplays(issue.id);
  const isUnderWay = replays.data?.replays.some((replay) => !isReplayOver(replay)) ?? false;
  const isInVain = trial.data !== undefined && trial.data.examined > 0 && trial.data.wouldAccept === 0;
  const [keeps, setKeeps] = useState(true);
  const start = useStartReplay(issue.id);
  const keepsId = useId();
  const isChanged = fix.mapping !== undefined;
  const run = () =>
    start.mutate(
      { mapping: fix.mapping, saveMapping: isChanged && keeps },
      { onSuccess: onClose, onError: (error) => toast.error(error.message) },
    );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Fix and replay"
        description={`${issueTitle(issue)}, ${counted(issue.count, "record")}`}
        className="h-[94dvh] max-h-[94dvh] sm:h-[88dvh] sm:max-h-[88dvh] sm:w-[calc(100vw-3rem)] sm:max-w-6xl"
        footer={
          <div className="flex w-full flex-wrap items-center justify-end gap-x-4 gap-y-2">
            {isChanged && (
              <label htmlFor={keepsId} className="mr-auto flex cursor-pointer items-center gap-2 text-sm">
                <input
                  id={keepsId}
                  type="checkbox"
                  checked={keeps}
                  onChange={(event) => setKeeps(event.target.checked)}
                  className="size-4 accent-brand"
                />
                Use this mapping for what comes from now on
              </label>
            )}
            <p className="text-muted-foreground text-sm">
              <Outlook answer={trial.data} isUnderWay={isUnderWay} isInVain={isInVain} />
            </p>
            <Button
              variant={isInVain ? "secondary" : "primary"}
              pending={start.isPending}
              disabled={isSettling || isUnderWay || issue.count === 0}
              onClick={run}
            >
              <Play aria-hidden />
              Replay {counted(issue.count, "record")}
            </Button>
          </div>
        }
      >
        <div className="-mx-5 -mb-5 grid min-h-full border-t lg:h-[calc(100%+1.25rem)] lg:min-h-0 lg:grid-cols-2 lg:grid-rows-[minmax(0,1fr)]">
          <Step number={1} title="Fix" className="lg:border-r">
            <FixStep issue={issue} fix={fix} />
          </Step>
          <Step number={2} title="Preview on real rejects" className="max-lg:border-t">
            <PreviewStep issue={issue} trial={trial} isTrying={isTrying} fix={fix} />
          </Step>
        </div>
      </DialogContent>
    </Dialog>
  );
}

type OutlookProps = { answer: ReplayAnswer | undefined; isUnderWay: boolean; isInVain: boolean };

/** What a replay would do; where the preview is out of sight, its figure stands here as well. */
function Outlook({ answer, isUnderWay, isInVain }: OutlookProps) {
  if (isUnderWay) return "A replay is under way";
  if (isInVain) return "As it stands, none would be accepted";
  return (
    <>
      {answer && (
        <span className="text-foreground tabular-nums lg:hidden">
          {formatInteger(answer.wouldAccept)} of {formatInteger(answer.examined)} would be accepted
        </span>
      )}
      <span className="max-lg:hidden">Can be undone for {undoSeconds} s</span>
    </>
  );
}
