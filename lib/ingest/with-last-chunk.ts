import type { Batch } from "@/lib/contracts/batch";
import type { ChunkHeader } from "@/lib/contracts/chunk";

/**
 * Adds to a batch what its newest chunk in the queue tells: the totals, when it is the last one, or
 * at least how many records have come.
 * @param stored as far as chunks have been worked off; undefined when none has
 */
export function withLastChunk(stored: Batch | undefined, last: ChunkHeader): Batch {
  const { totals } = last;
  const batch = stored ?? emptyBatch(last);
  const received = Math.max(batch.received, totals?.records ?? last.firstRecord + last.records - 1);
  return {
    ...batch,
    state: totals ? "processing" : "receiving",
    received,
    pending: received - batch.stored - batch.duplicate - batch.rejected,
    error: totals?.error ?? null,
    files: totals?.files ?? batch.files,
  };
}

function emptyBatch(chunk: ChunkHeader): Batch {
  const { batchId, sourceId: source, kind, receivedAt, via = "api", fileName = null, corrects = null } = chunk;
  const none = { received: 0, stored: 0, duplicate: 0, rejected: 0, filtered: 0, pending: 0 };
  const unknown = { firstEventAt: null, lastEventAt: null, doneAt: null, error: null, files: null };
  const origin = { via, fileName, corrects, receivedAt };
  return { batchId, source, kind, state: "receiving", ...none, reasons: [], ...unknown, ...origin };
}
