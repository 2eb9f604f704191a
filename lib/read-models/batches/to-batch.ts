import type { Batch } from "@/lib/contracts/batch";
import type { BatchRow, ReasonRow } from "./select-batches";

/**
 * Makes the answer of a batch from its row, so that received = stored + duplicate + rejected + pending.
 * As long as its totals are unknown, `received` is what has been worked off.
 */
export function toBatch(row: BatchRow, reasons: readonly Omit<ReasonRow, "batchId">[]): Batch {
  const { batchId, source, kind, stored, duplicate, rejected, filtered, error } = row;
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
    error,
  };
}

function stateOf({ records, received, error }: BatchRow): Batch["state"] {
  if (records === null) return "receiving";
  if (received < records) return "processing";
  return error === null ? "done" : "failed";
}
