import type { Principal } from "@/lib/auth/principal";
import type { Batch } from "@/lib/contracts/batch";
import { getWaitingChunk } from "@/lib/ingest/get-waiting-chunk";
import { withLastChunk } from "@/lib/ingest/with-last-chunk";
import { getBatch } from "@/lib/read-models/batches/get-batch";

/** The one source that a principal may see batches of; null for all. */
export function visibleSource(principal: Principal): string | null {
  return principal.kind === "key" && principal.scope === "ingest" ? (principal.sourceId ?? "") : null;
}

/**
 * What became of a batch: from the database, and from the queue as long as its last chunk waits there.
 * @param sourceId whose batch it has to be; null for any
 * @throws AppError `unavailable` when only the queue could know it, and cannot be reached
 */
export async function findBatch(batchId: string, sourceId: string | null): Promise<Batch | undefined> {
  if (!/^[\w-]{1,64}$/.test(batchId)) return undefined;
  const stored = await getBatch(batchId, sourceId);
  if (stored && stored.state !== "receiving") return stored;
  const last = await getWaitingChunk(batchId).catch((error: unknown) => {
    if (!stored) throw error;
  });
  // nothing waits: it may have been worked off since we looked
  if (!last) return getBatch(batchId, sourceId);
  return sourceId === null || last.sourceId === sourceId ? withLastChunk(stored, last) : undefined;
}
