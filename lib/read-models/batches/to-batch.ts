import type { Batch } from "@/lib/contracts/batch";
import type { BatchRow, ReasonRow } from "./select-batches";

/** What an upload is told by of which nothing has come for an hour. Under its key it can still be completed. */
export const interruptedError =
  "The upload was interrupted: its last part never came. Send it again with the same Idempotency-Key to complete it.";

/**
 * Makes the answer of a batch from its row, so that received = stored + duplicate + rejected + pending.
 * As long as its totals are unknown, `received` is what has been worked off.
 */
export function toBatch(row: BatchRow, reasons: readonly Omit<ReasonRow, "batchId">[]): Batch {
  const { batchId, source, kind, stored, duplicate, rejected, filtered, via, fileName, corrects, files } = row;
  const received = Math.max(row.records ?? 0, row.received);
  const state = stateOf(row);
  const isOver = state === "done" || state === "failed";
  return {
    batchId,
    source,
    kind,
    state,
    received,
    stored,
    duplicate,
    rejected,
    filtered,
    pending: received - row.received,
    reasons: reasons.map(({ reason, field, count }) => ({ reason, field, count })),
    firstEventAt: row.firstEventAt?.toISOString() ?? null,
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    receivedAt: row.receivedAt.toISOString(),
    doneAt: isOver ? (row.storedAt ?? row.receivedAt).toISOString() : null,
    error: row.isInterrupted ? interruptedError : row.error,
    via,
    fileName,
    corrects,
    files,
  };
}

/**
 * Whether a batch counts as failed only because nothing more has come for an hour. Its last chunk may
 * still wait in the queue.
 */
export function isInterrupted(batch: Pick<Batch, "state" | "error">): boolean {
  return batch.state === "failed" && batch.error === interruptedError;
}

function stateOf({ records, received, error, isInterrupted }: BatchRow): Batch["state"] {
  if (records === null) return isInterrupted ? "failed" : "receiving";
  if (received < records) return "processing";
  return error === null ? "done" : "failed";
}
