import { uploadStateSchema } from "@/lib/contracts/upload";
import { AppError } from "@/lib/errors";
import { json } from "@/lib/http/answers";
import { getUploadState } from "@/lib/ingest/get-upload-state";
import { getIngestDeps } from "@/lib/ingest/ingest-deps";
import { findSchema } from "@/lib/read-models/schemas/find-schema";
import { requireKind } from "./require-kind";

/**
 * Answers how far an upload of a source has come.
 * @param upload.kind as it stands in the path
 * @throws AppError `invalid_request` without an Idempotency-Key, `not_found`, `unavailable`
 */
export async function answerUploadState(upload: {
  request: Request;
  kind: string;
  sourceId: string;
}): Promise<Response> {
  const { sourceId } = upload;
  const kind = requireKind(upload.kind);
  const idempotencyKey = upload.request.headers.get("idempotency-key");
  if (idempotencyKey === null) {
    throw new AppError("invalid_request", "Send the Idempotency-Key of the upload that is asked for.");
  }
  const { idempotency } = await getIngestDeps({ findSchema });
  const state = await getUploadState({ sourceId, kind, idempotencyKey }, idempotency);
  return json(uploadStateSchema.parse(state), { headers: { "cache-control": "no-store" } });
}
