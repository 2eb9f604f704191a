import { formatDuration, formatInteger } from "@/components/ui/format";
import type { Batch } from "@/lib/contracts/batch";
import { isOver } from "./batch-words";
import { paceOf, type Sample, timeLeftMs } from "./pace";

export type WorkProgressProps = { batch: Batch; samples: readonly Sample[]; className?: string };

/** How fast the records of a batch are worked off, and how long the rest takes; nothing once it is over. */
export function WorkProgress({ batch, samples, className }: WorkProgressProps) {
  if (isOver(batch)) return null;
  const pace = paceOf(samples);
  // while more may come, there is no telling how much
  const left = batch.state === "processing" ? timeLeftMs(samples, batch.received) : null;
  return (
    <p className={className ?? "text-muted-foreground text-sm tabular-nums"}>
      {pace === null ? "Working it off" : `${formatInteger(pace)} records/s`}
      {left !== null && ` · ${formatDuration(Math.max(left, 1_000))} left`}
    </p>
  );
}
