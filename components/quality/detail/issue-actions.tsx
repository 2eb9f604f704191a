"use client";

import { CircleCheck, EyeOff, RotateCcw, UserRound, Wrench } from "lucide-react";
import { useRouter } from "next/navigation";
import { issueHref } from "@/components/quality/issue-filters";
import { useTriage } from "@/components/quality/triage";
import { Button } from "@/components/ui/button";
import type { QualityIssue } from "@/lib/contracts/quality";

/** What can be done with an issue; a viewer is told why there is nothing. */
export function IssueActions({ issue }: { issue: QualityIssue }) {
  const { viewer, search, resolve, reopen, ask, pendingIds } = useTriage();
  const router = useRouter();
  if (!viewer.canAct) return <p className="text-muted-foreground text-sm">You may look, but not act.</p>;
  const ids = [issue.id];
  const isBusy = pendingIds.includes(issue.id);
  const replay = new URLSearchParams(search);
  replay.set("replay", "1");
  return (
    <>
      <Button
        variant="secondary"
        size="icon"
        aria-label="Assign…"
        title="Assign…"
        onClick={() => ask({ type: "assign", ids })}
      >
        <UserRound aria-hidden />
      </Button>
      {issue.state === "open" ? (
        <>
          <Button variant="secondary" disabled={isBusy} onClick={() => ask({ type: "ignore", ids })}>
            <EyeOff aria-hidden />
            Ignore…
          </Button>
          <Button variant="secondary" pending={isBusy} onClick={() => resolve(ids)}>
            <CircleCheck aria-hidden />
            Resolve
          </Button>
        </>
      ) : (
        <Button variant="secondary" pending={isBusy} onClick={() => reopen(ids)}>
          <RotateCcw aria-hidden />
          Open again
        </Button>
      )}
      <Button
        disabled={issue.count === 0}
        onClick={() => router.push(issueHref(issue.id, replay.toString()), { scroll: false })}
      >
        <Wrench aria-hidden />
        Fix and replay
      </Button>
    </>
  );
}
