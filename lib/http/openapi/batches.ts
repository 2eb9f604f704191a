import { z } from "zod";
import { batchListSchema, batchSchema, rejectListSchema } from "@/lib/contracts/batch";
import { batchViaSchema } from "@/lib/contracts/chunk";
import { ingestKindSchema } from "@/lib/contracts/kinds";
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
];
