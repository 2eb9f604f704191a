"use client";

import { LoaderCircle } from "lucide-react";
import { counted } from "@/components/quality/issue-words";
import type { useTrial } from "@/components/quality/queries";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { Skeleton } from "@/components/ui/skeleton";
import type { QualityIssue } from "@/lib/contracts/quality";
import type { ReplayAnswer } from "@/lib/contracts/replay";
import { TrialSample } from "./trial-sample";
import type { Fix } from "./use-fix";

export type PreviewStepProps = {
  issue: QualityIssue;
  trial: ReturnType<typeof useTrial>;
  /** The figures are of a mapping before this one. */
  isTrying: boolean;
  fix: Fix;
};

/** What would become of the records with the mapping as it is edited now. */
export function PreviewStep({ issue, trial, isTrying, fix }: PreviewStepProps) {
  const { data, error, refetch } = trial;
  if (error && !data) {
    return <ErrorState title="It could not be tried" message={error.message} onRetry={refetch} retrying={isTrying} />;
  }
  if (!data) return <Loading />;
  return (
    <div className="flex flex-col gap-4 px-5 pb-5" aria-busy={isTrying}>
      {error && (
        <Callout
          tone="danger"
          title="The change could not be tried"
          action={
            <Button variant="secondary" size="sm" onClick={() => void refetch()} pending={isTrying}>
              Try again
            </Button>
          }
        >
          {error.message} What is shown is of the mapping before.
        </Callout>
      )}
      <Outcome answer={data} isTrying={isTrying} />
      {data.reasons.length > 0 && (
        <div>
          <h4 className="font-medium text-sm">What would still be wrong</h4>
          <ul className="mt-1.5 flex flex-col gap-1 text-sm">
            {data.reasons.map(({ reason, field, count }) => (
              <li key={`${reason} ${field}`} className="flex justify-between gap-4">
                <span className="min-w-0 break-words">
                  {reasonText(reason)}
                  {field !== null && (
                    <code className="text-muted-foreground text-xs">
                      {" "}
                      <ForeignText text={field} />
                    </code>
                  )}
                </span>
                <span className="text-muted-foreground tabular-nums">{formatInteger(count)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <ol aria-label="Tried records" className="flex flex-col gap-3">
        {data.samples.map((sample, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what stays while the mapping changes.
          <TrialSample key={index} issue={issue} sample={sample} fix={fix} />
        ))}
      </ol>
    </div>
  );
}

function Outcome({ answer, isTrying }: { answer: ReplayAnswer; isTrying: boolean }) {
  const { records, examined, wouldAccept } = answer;
  const share = examined === 0 ? 0 : wouldAccept / examined;
  const isAll = wouldAccept === examined && examined > 0;
  return (
    <div data-testid="trial-outcome">
      <div className="flex items-center gap-2">
        <p
          role="status"
          className={cn("font-semibold text-lg tabular-nums", isAll ? "text-success-text" : "text-foreground")}
        >
          {formatInteger(wouldAccept)} of {formatInteger(examined)} would now be accepted
        </p>
        <LoaderCircle
          aria-hidden
          className={cn(
            "size-4 animate-spin text-faint-foreground transition-opacity duration-200",
            isTrying ? "opacity-100 delay-200" : "opacity-0",
          )}
        />
      </div>
      <div aria-hidden className="mt-2 flex h-1.5 overflow-hidden rounded-full bg-danger/25">
        <div
          className="h-full rounded-full bg-success transition-[width] duration-300"
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {examined < records && (
        <p className="mt-1.5 text-muted-foreground text-xs">
          The newest {counted(examined, "record")} of {formatInteger(records)} were tried; a replay takes them all.
        </p>
      )}
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Preview" aria-busy className="flex flex-col gap-4 px-5 pb-5">
      <div>
        <Skeleton className="h-6 w-64" />
        <Skeleton className="mt-2 h-1.5" />
      </div>
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
  );
}
