import type { IngestKind } from "@/lib/contracts/kinds";
import { uploadOffsetHeader } from "@/lib/contracts/upload";
import { AppError } from "@/lib/errors";
import type { IngestRequest } from "./ingest-request";

/**
 * Reads what the door needs to know from the headers of a request; the body stays a stream.
 * @throws AppError `invalid_request`
 */
export function readRequest({ headers, body, signal }: Request, kind: IngestKind, sourceId: string): IngestRequest {
  const length = headers.get("content-length");
  return {
    kind,
    sourceId,
    contentType: headers.get("content-type"),
    contentEncoding: headers.get("content-encoding"),
    contentLength: length !== null && /^\d+$/.test(length) ? Number(length) : null,
    // a Standard Webhooks sender repeats a message under the same id
    idempotencyKey: headers.get("idempotency-key") ?? headers.get("webhook-id"),
    uploadOffset: readOffset(headers.get(uploadOffsetHeader)),
    body,
    signal,
  };
}

function readOffset(given: string | null): number | null {
  if (given === null) return null;
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw new AppError("invalid_request", "Upload-Offset is a number of bytes: the offset of GET under the same key.");
}
