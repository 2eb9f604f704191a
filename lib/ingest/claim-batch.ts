import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { Checkpoint, Claim, IdempotencyStore } from "@/lib/stream/idempotency-store";
import { type BatchClaim, type BatchHeader, OwnBatch } from "./batch-claim";
import type { IngestRequest } from "./ingest-request";
import { idempotencyConflict, KeyedBatch, type KeyedBatchOptions } from "./keyed-batch";
import { newBatchId } from "./new-batch-id";
import type { SplitterStart } from "./split/splitter";

const maxKeyLength = 255;

/** The batch that a request fills, and from where on. */
export interface ClaimedBatch {
  claim: BatchClaim;
  /** Absent when the body is sent from its beginning. */
  start?: SplitterStart & { chunkNo: number };
}

/**
 * Makes a new batch, or the one of the source's idempotency key.
 * @param options.isResumable whether such a body can go on in its middle
 * @throws AppError `invalid_request` for a key that is not usable, `conflict` with `details { offset }` when an
 *   upload cannot go on at the place that the request names, `idempotency_conflict`, `unavailable`
 */
export async function claimBatch(
  request: IngestRequest,
  options: { store: IdempotencyStore; now: Date; isResumable: boolean },
): Promise<ClaimedBatch> {
  const { sourceId, idempotencyKey, contentType, uploadOffset } = request;
  const fresh = newBatch(request, options.now);
  if (idempotencyKey === null) {
    if (!uploadOffset) return { claim: new OwnBatch(fresh) };
    throw new AppError("invalid_request", "An upload goes on under its Idempotency-Key: send it beside Upload-Offset.");
  }
  const keyed = { store: options.store, key: storeKey(sourceId, idempotencyKey), fresh, contentType };
  if (!uploadOffset) return { claim: new KeyedBatch(keyed) };
  return resumeBatch(keyed, uploadOffset, options.isResumable);
}

/**
 * Gives the name under which the store knows a source's idempotency key.
 * @throws AppError `invalid_request`
 */
export function storeKey(sourceId: string, idempotencyKey: string): string {
  if (idempotencyKey === "" || idempotencyKey.length > maxKeyLength) {
    throw new AppError("invalid_request", `An Idempotency-Key has 1 to ${maxKeyLength} characters.`);
  }
  return createHash("sha256")
    .update(JSON.stringify([sourceId, idempotencyKey]))
    .digest("base64url");
}

function newBatch({ kind, sourceId, via = "api", fileName, corrects }: IngestRequest, now: Date): BatchHeader {
  const header: BatchHeader = { batchId: newBatchId(now), sourceId, kind, receivedAt: now.toISOString() };
  if (via !== "api") header.via = via;
  if (fileName) header.fileName = fileName;
  if (corrects) header.corrects = corrects;
  return header;
}

async function resumeBatch(
  keyed: Omit<KeyedBatchOptions, "resumed">,
  uploadOffset: number,
  isResumable: boolean,
): Promise<ClaimedBatch> {
  const claim = await keyed.store.find(keyed.key);
  const found = claim && isResumable ? await keyed.store.findCheckpoint(claim.batchId) : undefined;
  if (!claim || found?.checkpoint.offset !== uploadOffset) throw wrongOffset(claim, found?.checkpoint);
  const { checkpoint, memory } = found;
  if (claim.kind !== keyed.fresh.kind || checkpoint.contentType !== keyed.contentType) throw idempotencyConflict();
  const { chain, chunkNo, offset, records, line } = checkpoint;
  const start = { chunkNo, offset, records, memory, ...(line !== undefined && { line }) };
  return { claim: new KeyedBatch({ ...keyed, resumed: { claim, chain } }), start };
}

function wrongOffset(claim: Claim | undefined, checkpoint: Checkpoint | undefined): AppError {
  const offset = claim?.done?.accepted.bytes ?? checkpoint?.offset ?? 0;
  const message = claim?.done
    ? "This upload was taken in whole: nothing of it has still to be sent."
    : `This upload goes on at byte ${offset} of the decompressed body. Send it from there, with that Upload-Offset.`;
  return new AppError("conflict", message, { offset });
}
