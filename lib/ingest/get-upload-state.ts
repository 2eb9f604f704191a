import type { IngestKind } from "@/lib/contracts/kinds";
import type { UploadState } from "@/lib/contracts/upload";
import { AppError } from "@/lib/errors";
import type { IdempotencyStore } from "@/lib/stream/idempotency-store";
import { storeKey } from "./claim-batch";

/**
 * Tells how far the upload under a source's idempotency key has come.
 * @throws AppError `not_found` when nothing of such an upload was taken in, `invalid_request`, `unavailable`
 */
export async function getUploadState(
  upload: { sourceId: string; kind: IngestKind; idempotencyKey: string },
  store: IdempotencyStore,
): Promise<UploadState> {
  const claim = await store.find(storeKey(upload.sourceId, upload.idempotencyKey));
  if (claim?.kind !== upload.kind) {
    throw new AppError(
      "not_found",
      "Nothing was taken in under this Idempotency-Key: send the body from its beginning.",
    );
  }
  const { batchId, done } = claim;
  if (done) return { batchId, offset: done.accepted.bytes, records: done.accepted.records, accepted: done.accepted };
  const found = await store.findCheckpoint(batchId);
  const { offset, records } = found?.checkpoint ?? { offset: 0, records: 0 };
  return { batchId, offset, records, accepted: null };
}
