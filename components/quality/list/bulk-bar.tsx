"use client";

import { CircleCheck, EyeOff, RotateCcw, UserRound, X } from "lucide-react";
import { targets } from "@/components/quality/issue-selection";
import { useTriage } from "@/components/quality/triage";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

/** What can be done with all that is selected; at the foot of the window while something is. */
export function BulkBar() {
  const { selection, issues, filters, resolve, reopen, ask, act, pendingIds } = useTriage();
  if (selection.selected.size === 0) return null;
  const ids = targets(
    selection,
    issues.map(({ id }) => id),
  );
  const isBusy = pendingIds.length > 0;
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex justify-center px-4 lg:left-60">
      <section
        aria-label="Selected issues"
        className="pointer-events-auto flex max-w-full animate-enter flex-wrap items-center gap-2 rounded-xl border bg-popover px-3 py-2 shadow-lg"
      >
        <p role="status" className="px-1 font-medium text-sm tabular-nums">
          {ids.length} selected
        </p>
        {filters.state !== "resolved" && (
          <Button size="sm" disabled={isBusy} onClick={() => resolve(ids)}>
            <CircleCheck aria-hidden />
            Resolve <Key name="e" />
          </Button>
        )}
        {filters.state === "open" ? (
          <Button size="sm" variant="secondary" disabled={isBusy} onClick={() => ask({ type: "ignore", ids })}>
            <EyeOff aria-hidden />
            Ignore… <Key name="i" />
          </Button>
        ) : (
          <Button size="sm" variant="secondary" disabled={isBusy} onClick={() => reopen(ids)}>
            <RotateCcw aria-hidden />
            Open again
          </Button>
        )}
        <Button size="sm" variant="secondary" disabled={isBusy} onClick={() => ask({ type: "assign", ids })}>
          <UserRound aria-hidden />
          Assign… <Key name="a" />
        </Button>
        <Button size="icon-sm" variant="ghost" aria-label="Clear the selection" onClick={() => act({ type: "clear" })}>
          <X aria-hidden />
        </Button>
      </section>
    </div>
  );
}

function Key({ name }: { name: string }) {
  return <Kbd className="border-current/25 bg-transparent text-current opacity-70 pointer-coarse:hidden">{name}</Kbd>;
}
