import type { Principal } from "@/lib/auth/principal";
import type { Batch } from "@/lib/contracts/batch";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { type BatchPlaces, getWaitingChunk } from "@/lib/ingest/get-waiting-chunk";
import { withLastChunk } from "@/lib/ingest/with-last-chunk";
import { getBatch } from "@/lib/read-models/batches/get-batch";
import { listSourceIds } from "@/lib/read-models/batches/list-source-ids";

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
  const last = await getWaitingChunk({ batchId, ...(await placesOf(stored, sourceId)) }).catch((error: unknown) => {
    if (!stored) throw error;
  });
  // nothing waits: it may have been worked off since we looked
  if (!last) return getBatch(batchId, sourceId);
  return withLastChunk(stored, last);
}

async function placesOf(stored: Batch | undefined, sourceId: string | null): Promise<Omit<BatchPlaces, "batchId">> {
  if (stored) return { sourceIds: [stored.source], kinds: [stored.kind] };
  return { sourceIds: sourceId === null ? await listSourceIds() : [sourceId], kinds: ingestKindSchema.options };
}
