import { createHash } from "node:crypto";
import type { Accepted } from "@/lib/contracts/batch";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { AppError } from "@/lib/errors";
import type { Claim, IdempotencyStore } from "@/lib/stream/idempotency-store";
import { newBatchId } from "./new-batch-id";

const maxKeyLength = 255;

/** The batch that a request is: a new one, or the one that an earlier request with the same key began. */
export interface BatchClaim extends Claim {
  /** Fixes a chunk before it is published; absent without a key. */
  fixChunk?: (header: ChunkHeader, payload: Uint8Array) => Promise<void>;
  /** Remembers that all of it was taken in; absent without a key. */
  complete?: (bodyHash: string, accepted: Accepted) => Promise<void>;
}

/**
 * Makes a new batch, or finds the one of the source's idempotency key.
 * @throws AppError `invalid_request` for a key that is not usable, `idempotency_conflict`, `unavailable`
 */
export async function claimBatch(
  request: Pick<Claim, "kind"> & { sourceId: string; idempotencyKey: string | null; now: Date },
  store: IdempotencyStore,
): Promise<BatchClaim> {
  const { kind, sourceId, idempotencyKey, now } = request;
  const fresh: Claim = { batchId: newBatchId(now), receivedAt: now.toISOString(), kind };
  if (idempotencyKey === null) return fresh;
  if (idempotencyKey === "" || idempotencyKey.length > maxKeyLength) {
    throw new AppError("invalid_request", `An Idempotency-Key has 1 to ${maxKeyLength} characters.`);
  }
  const key = createHash("sha256")
    .update(JSON.stringify([sourceId, idempotencyKey]))
    .digest("base64url");
  const claim = await store.claim(key, fresh);
  if (claim.kind !== kind) throw idempotencyConflict();
  return {
    ...claim,
    fixChunk: async (header, payload) => {
      const digest = createHash("sha256").update(JSON.stringify(header)).update(payload).digest("base64url");
      if (!(await store.claimChunk(claim.batchId, header.chunkNo, digest))) throw idempotencyConflict();
    },
    complete: (bodyHash, accepted) => store.complete(key, { ...claim, done: { bodyHash, accepted } }),
  };
}

/** The refusal of another body under a key that is taken. */
export function idempotencyConflict(): AppError {
  return new AppError(
    "idempotency_conflict",
    "This Idempotency-Key was used for another body. Use a new key for new content.",
  );
}
