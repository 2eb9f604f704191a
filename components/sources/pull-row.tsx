"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatDuration } from "@/components/ui/format";
import { May } from "@/components/ui/permissions";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import type { Pull } from "@/lib/contracts/pull";
import { DeletePullDialog } from "./delete-pull-dialog";
import { usePatchPull, useRunPull } from "./pull-queries";
import { locationText } from "./pull-words";
import { PulledFiles } from "./pulled-files";

/** One folder or bucket: how it stands, and what was taken from it. */
export function PullRow({ pull }: { pull: Pull }) {
  const [showsFiles, setShowsFiles] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const run = useRunPull(pull.sourceId, pull.id);
  const patch = usePatchPull(pull.sourceId, pull.id);
  const onError = (error: Error) => toast.error(error.message);
  const [tone, state] = stateOf(pull);
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_18rem]">
          <p className="flex flex-wrap items-center gap-x-3">
            <span className="font-medium text-sm">
              <ForeignText text={pull.name} />
            </span>
            <StatusDot tone={tone} live={pull.isRunning}>
              {state}
            </StatusDot>
          </p>
          <p className="mt-0.5 text-muted-foreground text-xs">
            <code className="break-all">{locationText(pull.location)}</code> · {pull.pattern} ·{" "}
            {pull.kind.replaceAll("-", " ")} · every {formatDuration(pull.everySeconds * 1000)}
          </p>
          <p className="mt-0.5 text-muted-foreground text-xs">
            looked through <TimeAgo at={pull.lastFinishedAt} never="never" />
            {pull.enabled && (
              <>
                , next <TimeAgo at={pull.nextAt} />
              </>
            )}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" size="sm" onClick={() => setShowsFiles(!showsFiles)} aria-expanded={showsFiles}>
            Files
          </Button>
          <May access="operate">
            <Button
              variant="secondary"
              size="sm"
              pending={run.isPending}
              disabled={!pull.enabled || pull.isRunning}
              onClick={() =>
                run.mutate(undefined, { onError, onSuccess: () => toast.success("It is looked through now") })
              }
            >
              Look now
            </Button>
            <Button
              variant="secondary"
              size="sm"
              pending={patch.isPending}
              onClick={() => patch.mutate({ enabled: !pull.enabled }, { onError })}
            >
              {pull.enabled ? "Pause" : "Go on"}
            </Button>
            <Button variant="ghost" size="sm" onClick={() => setDeleting(true)}>
              Delete…
            </Button>
          </May>
        </div>
      </div>
      {pull.lastError && (
        <Callout tone="danger" title="The last look failed" className="mt-3">
          {pull.lastError}
        </Callout>
      )}
      {showsFiles && <PulledFiles pull={pull} />}
      {deleting && <DeletePullDialog pull={pull} onClose={() => setDeleting(false)} />}
    </li>
  );
}

function stateOf(pull: Pull): [StatusTone, string] {
  if (pull.isRunning) return ["info", "looking"];
  if (!pull.enabled) return ["neutral", "paused"];
  return pull.lastError ? ["danger", "failing"] : ["success", "active"];
}
