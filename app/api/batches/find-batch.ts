import { within } from "@/lib/clock";
import type { Batch } from "@/lib/contracts/batch";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { type BatchPlaces, getWaitingChunk } from "@/lib/ingest/get-waiting-chunk";
import { withLastChunk } from "@/lib/ingest/with-last-chunk";
import { getBatch } from "@/lib/read-models/batches/get-batch";
import { listSourceIds } from "@/lib/read-models/batches/list-source-ids";
import { isInterrupted } from "@/lib/read-models/batches/to-batch";
import type { OperationsScope } from "@/lib/scope";

/**
 * What became of a batch: from the database, and from the queue as long as its last chunk waits there.
 * @returns undefined also for a batch outside of the scope
 * @throws AppError `unavailable` when only the queue could know it, and cannot be reached
 */
export async function findBatch(scope: OperationsScope, batchId: string): Promise<Batch | undefined> {
  if (!/^[\w-]{1,64}$/.test(batchId)) return undefined;
  const stored = await getBatch(scope, batchId);
  if (stored && stored.state !== "receiving" && !isInterrupted(stored)) return stored;
  const last = await getWaitingChunk({ batchId, ...(await placesOf(scope, stored)) }).catch((error: unknown) => {
    if (!stored) throw error;
  });
  // nothing waits: it may have been worked off since we looked
  if (!last) return getBatch(scope, batchId);
  return moving(stored, last);
}

/** A list that is one of the database's alone is better than one that keeps whoever is on call waiting. */
const lookMs = 1_500;

/**
 * Looks into the queue for batches whose last chunk the database does not know, or that seem interrupted:
 * under a backlog their chunks wait there. A queue that does not answer soon leaves them as they are.
 */
export async function lookForWaiting(batches: readonly Batch[]): Promise<Batch[]> {
  return Promise.all(
    batches.map(async (batch) => {
      if (batch.state !== "receiving" && !isInterrupted(batch)) return batch;
      const places = { batchId: batch.batchId, sourceIds: [batch.source], kinds: [batch.kind] };
      const last = await within(lookMs, getWaitingChunk(places)).catch(() => undefined);
      return last ? moving(batch, last) : batch;
    }),
  );
}

function moving(stored: Batch | undefined, last: ChunkHeader): Batch {
  return withLastChunk(stored && { ...stored, doneAt: null }, last);
}

async function placesOf(scope: OperationsScope, stored: Batch | undefined): Promise<Omit<BatchPlaces, "batchId">> {
  if (stored) return { sourceIds: [stored.source], kinds: [stored.kind] };
  return { sourceIds: await listSourceIds(scope), kinds: ingestKindSchema.options };
}
