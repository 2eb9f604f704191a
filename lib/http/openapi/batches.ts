import { z } from "zod";
import { acceptedSchema, batchListSchema, batchSchema, rejectListSchema } from "@/lib/contracts/batch";
import { batchViaSchema } from "@/lib/contracts/chunk";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { batchProofSchema } from "@/lib/contracts/ledger";
import { named, type Operation } from "./operation";

const cursor = z.string().optional();
const time = z.iso.datetime({ offset: true }).optional();

export const batchOperations: Operation[] = [
  {
    id: "listBatches",
    tag: "Batches",
    method: "get",
    path: "/api/batches",
    summary: "List batches, newest first",
    access: "batches",
    description:
      "A batch of which nothing has come for an hour, though its last part is missing, is `failed` with an `error` that says so; it can still be completed under its key. Asked for one `state`, a page can have few batches, or none, and a `nextCursor` all the same.",
    query: z.object({
      source: z.string().optional(),
      kind: ingestKindSchema.optional(),
      state: batchSchema.shape.state.optional(),
      via: batchViaSchema.optional(),
      corrects: z.string().optional(),
      from: time,
      to: time,
      cursor,
    }),
    answers: { 200: { description: "One page", schema: named("BatchList", batchListSchema) } },
  },
  {
    id: "getBatch",
    tag: "Batches",
    method: "get",
    path: "/api/batches/{batchId}",
    summary: "What became of a batch",
    description: "`received = stored + duplicate + rejected + pending` at all times; `filtered` is a part of `stored`.",
    access: "batches",
    answers: { 200: { description: "The batch", schema: named("Batch", batchSchema) } },
  },
  {
    id: "proveBatch",
    tag: "Batches",
    method: "get",
    path: "/api/batches/{batchId}/proof",
    summary: "The books of a batch against the rows that are there",
    description:
      "Counts the events and rejected records of the batch and compares them with its books: what was stored and not erased, what is rejected now. `faults` names what does not hold. `rows.stored` is null where the batch's time holds too many events to look through.",
    access: "operations",
    answers: { 200: { description: "The proof", schema: named("BatchProof", batchProofSchema) } },
  },
  {
    id: "watchBatch",
    tag: "Batches",
    method: "get",
    path: "/api/batches/{batchId}/events",
    summary: "Follow a batch, as server-sent events",
    description:
      "`event: batch` with the batch as JSON at once and at every change; `event: done` with the batch as the last one, when it is `done` or `failed`. After 30 minutes the stream ends without it: connect again. With `Last-Event-ID: done` the answer is 204, so that a browser does not come back.",
    access: "batches",
    answers: {
      200: { description: "Events until the batch is over", mediaTypes: ["text/event-stream"] },
      204: { description: "The end has been told already" },
    },
  },
  {
    id: "listRejects",
    tag: "Batches",
    method: "get",
    path: "/api/batches/{batchId}/rejects",
    summary: "Every rejected record of a batch, with the reason and as it was sent",
    access: "batches",
    description:
      "JSON comes by the page; with `download=1`, and as CSV, all of them come as one file, which can be corrected and sent back.",
    query: z.object({
      format: z.enum(["json", "csv"]).default("json"),
      cursor,
      download: z.enum(["0", "1"]).optional(),
    }),
    answers: {
      200: { description: "One page", schema: named("RejectList", rejectListSchema), mediaTypes: ["text/csv"] },
    },
  },
  {
    id: "sendCorrections",
    tag: "Batches",
    method: "post",
    path: "/api/batches/{batchId}/corrections",
    summary: "Send the rejects of a batch again, corrected",
    description:
      "The body is the download of the rejects with `raw` corrected: CSV, or JSON (`{ rejects: [{ record, raw }] }`, its list, or one object a line); only `record` and `raw` matter, rows can be left out, and up to 64 MB are read. All of it is checked before any of it is sent. It becomes one new batch of the same source and kind, with `via: correction` and `corrects`; the same file again is that batch again. For manage keys, people who are not viewers, and ingest keys of the source.",
    access: "batches",
    query: z.object({ wait: z.coerce.number().min(0).max(60).optional() }),
    headers: [{ name: "X-File-Name", description: "The file's name, percent-encoded as in an address." }],
    body: { mediaTypes: ["text/csv", "application/json", "application/x-ndjson"] },
    answers: {
      200: { description: "With `wait`: the new batch, nothing of it pending", schema: named("Batch", batchSchema) },
      202: {
        description: "Accepted; with `wait`, the new batch as it stands",
        schema: named("AcceptedOrBatch", z.union([acceptedSchema, batchSchema])),
      },
    },
    errors: ["malformed_body", "conflict", "too_large", "unsupported_media_type", "rate_limited"],
  },
];
