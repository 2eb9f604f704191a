import { z } from "zod";
import { acceptedSchema, batchSchema } from "@/lib/contracts/batch";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { uploadStateSchema } from "@/lib/contracts/upload";
import { type Header, named, type Operation } from "./operation";

const signature: Header[] = [
  {
    name: "webhook-id",
    description: "Of a signed request (Standard Webhooks): the message's id, which is its Idempotency-Key as well.",
  },
  { name: "webhook-timestamp", description: "Of a signed request: seconds since 1970, at most 300 s off." },
  {
    name: "webhook-signature",
    description:
      "Of a signed request: `v1,` and the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body as sent>`; several with spaces between them.",
  },
];
const source = z.string().optional().describe("Of a signed request: the source whose secret signed it.");

const sendEvents: Operation = {
  id: "ingest",
  tag: "Ingest",
  method: "post",
  path: "/api/ingest/{kind}",
  summary: "Send events, as a stream of any length",
  description: [
    "The body is cut into records and stored durably before the answer; what became of each record is told by the batch. `interactions` takes clicks and conversions mixed.",
    "JSON may be one object, an array, or objects one after the other; CSV has a header line, its delimiter is found out; text is in UTF-8, or in the `charset` of its Content-Type (UTF-16, Latin-1); Avro is an object container file, or one single-object encoded message whose schema is registered; `multipart/form-data` has several files, which become one batch and are listed in `files`.",
    "A refused body says in `details` how many of its records were accepted before it, and of several files, which `file` it is about: `byteOffset` counts in that file, `record` in the batch.",
    "A source that sends faster than it may gets 429; an upload that is running is not refused, but read as fast as the source may send. When the queue is full or out of reach the answer is 503. Both have `Retry-After`, in seconds.",
    "An upload that broke off goes on under its `Idempotency-Key`: ask with GET where, and send the rest with `Upload-Offset`, under the same `Content-Type`.",
  ].join("\n\n"),
  access: "ingest",
  pathValues: { kind: ingestKindSchema.options },
  query: z.object({
    wait: z.coerce.number().min(0).max(60).optional().describe("Seconds to wait for what becomes of the records."),
    source,
  }),
  headers: [
    {
      name: "Idempotency-Key",
      description:
        "Up to 255 characters, remembered for 7 days. A retry with the same key and body is the same batch, stored once; another body is 409 `idempotency_conflict`.",
    },
    {
      name: "Upload-Offset",
      description:
        "Where the upload under the key goes on: the `offset` that GET told, in the decompressed body. Another one is 409 `conflict` with `details.offset`.",
    },
    { name: "Content-Encoding", description: "`gzip`, `br`, `zstd` or nothing." },
    { name: "X-File-Name", description: "The file's name, percent-encoded as in an address; shown with the batch." },
    ...signature,
  ],
  body: {
    mediaTypes: [
      "application/json",
      "application/x-ndjson",
      "text/csv",
      "text/tab-separated-values",
      "avro/binary",
      "application/vnd.apache.avro+single",
      "multipart/form-data",
    ],
  },
  answers: {
    200: { description: "With `wait`: the batch, nothing of it pending", schema: named("Batch", batchSchema) },
    202: {
      description: "Accepted; with `wait`, the batch as it stands",
      schema: named("AcceptedOrBatch", z.union([acceptedSchema, batchSchema])),
    },
  },
  errors: [
    "malformed_body",
    "conflict",
    "idempotency_conflict",
    "too_large",
    "unsupported_media_type",
    "unsupported_codec",
    "rate_limited",
  ],
};

const tellUpload: Operation = {
  id: "getUploadState",
  tag: "Ingest",
  method: "get",
  path: "/api/ingest/{kind}",
  summary: "Ask how far an upload has come, to send the rest",
  description:
    "Everything in front of `offset` is stored durably. 404 when nothing was taken in under the key yet: send the body from its beginning. `accepted` is there once all of it was taken in.",
  access: "ingest",
  pathValues: { kind: ingestKindSchema.options },
  query: z.object({ source }),
  headers: [
    { name: "Idempotency-Key", description: "The key of the upload that is asked for.", required: true },
    ...signature,
  ],
  answers: { 200: { description: "From where on to send", schema: named("UploadState", uploadStateSchema) } },
};

export const ingestOperations: Operation[] = [sendEvents, tellUpload];
