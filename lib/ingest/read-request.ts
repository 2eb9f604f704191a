import type { IngestKind } from "@/lib/contracts/kinds";
import type { IngestRequest } from "./accept";

/** Reads what the door needs to know from the headers of a request; the body stays a stream. */
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
    body,
    signal,
  };
}
