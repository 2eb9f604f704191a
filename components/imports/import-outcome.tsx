"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorState } from "@/components/ui/error-state";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Batch } from "@/lib/contracts/batch";
import { BatchBar, BatchLegend } from "./batch-bar";
import { isOver, outcomeText, stateText, stateTone } from "./batch-words";
import type { ImportItem, Phase } from "./import-item";
import { importStore } from "./import-store";
import { isEarlier } from "./is-earlier";
import { useLiveBatch } from "./use-live-batch";
import { WorkProgress } from "./work-progress";

type AcceptedPhase = Extract<Phase, { name: "accepted" }>;

const shownReasons = 5;

/** What becomes of a file that was taken in, while it does, and then what became of it. */
export function ImportOutcome({ item, phase }: { item: ImportItem; phase: AcceptedPhase }) {
  const { accepted, isKnown, sentSinceMs } = phase;
  const { data: batch, error, refetch, isFetching, samples } = useLiveBatch(accepted.batchId);
  if (!batch && error)
    return (
      <ErrorState
        title={`${formatInteger(accepted.records)} records were taken in; what becomes of them cannot be told now`}
        message={error.message}
        onRetry={refetch}
        retrying={isFetching}
        className="py-4"
      />
    );
  if (!batch) return <Skeleton className="h-24" />;
  const isRepetition = isKnown ?? (sentSinceMs !== null && isEarlier(batch.receivedAt, sentSinceMs));
  return (
    <>
      {isRepetition && <Repetition item={item} batch={batch} />}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <StatusDot tone={stateTone(batch)} live={!isOver(batch)}>
            {stateText(batch)}
          </StatusDot>
          <p role="status" className="font-medium text-sm">
            {outcomeText(batch)}
          </p>
        </div>
        <Button variant="secondary" size="sm" asChild>
          <Link href={`/imports/${encodeURIComponent(batch.batchId)}`}>
            {batch.rejected > 0 ? "Open the batch and its rejects" : "Open the batch"}
          </Link>
        </Button>
      </div>
      <BatchBar batch={batch} />
      <BatchLegend batch={batch} />
      <WorkProgress batch={batch} samples={samples} />
      {batch.error && (
        <Callout tone="danger" title="The rest of the file was refused">
          {batch.error}
        </Callout>
      )}
      {batch.reasons.length > 0 && <Reasons batch={batch} />}
    </>
  );
}

function Repetition({ item, batch }: { item: ImportItem; batch: Batch }) {
  return (
    <Callout
      tone="info"
      title="This file was imported before"
      action={
        <Button variant="secondary" size="sm" onClick={() => importStore.renew(item.id)}>
          Import again
        </Button>
      }
    >
      This is the batch of that time, <TimeAgo at={batch.receivedAt} />. Nothing was stored a second time.
    </Callout>
  );
}

function Reasons({ batch }: { batch: Batch }) {
  const href = `/imports/${encodeURIComponent(batch.batchId)}#rejects`;
  return (
    <ul aria-label="Reasons" className="flex flex-col gap-1 text-sm">
      {batch.reasons.slice(0, shownReasons).map(({ reason, field, count }) => (
        <li key={`${reason} ${field}`} className="flex items-baseline gap-2">
          <span className="min-w-12 text-right font-medium tabular-nums">{formatInteger(count)}</span>
          <Link href={href} className="min-w-0 rounded-sm hover:underline">
            {reasonText(reason)}
            {field && <code className="text-muted-foreground text-xs"> {field}</code>}
          </Link>
        </li>
      ))}
      {batch.reasons.length > shownReasons && (
        <li className="text-muted-foreground">and {batch.reasons.length - shownReasons} more reasons</li>
      )}
    </ul>
  );
}
