export interface ErrorAdvice {
  status: number;
  code: string;
  what: string;
}

/** What to do about each code; the page shows the status beside it. */
export const adviceByCode: Record<string, string> = {
  malformed_body:
    "The body cannot be cut into records at `byteOffset`, `record`: a file that is cut off, a bracket too many. Mend it there.",
  invalid_request: "A parameter or a field of a JSON body is wrong; `details.issues` names each.",
  unauthorized:
    "The API key is unknown, revoked or expired, or the signature does not fit the bytes of the body. Check the clock too: a signature is good for 300 seconds.",
  wrong_scope: "The key is good, but not for this: ingest needs a key of a source, changes need `manage`.",
  not_found: "There is nothing under this path or id, or it is not yours.",
  conflict: "What you want to change has changed meanwhile, or the `Upload-Offset` is another: `details` says which.",
  idempotency_conflict: "This `Idempotency-Key` was used for another body. Use a new key for new content.",
  too_large:
    "A record is longer than 4 MB, a request has more than some 300 files, a block or a body is over its limit, or it was compressed more than 200 to 1.",
  unsupported_media_type: "The `Content-Type`, its charset or the `Content-Encoding` is none that is read here.",
  unsupported_codec: "The Avro file's codec is not read here: use null, deflate, snappy, zstandard, bzip2 or xz.",
  rate_limited: "The source sends more than it may, or has 32 uploads open. Come again after `Retry-After`.",
  internal: "A fault of ours, logged under `incidentId`. Send again later, and tell us that id if it stays.",
  unavailable: "The queue or the database is away or full. Nothing is lost: send the same again after `Retry-After`.",
};
