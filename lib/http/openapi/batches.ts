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
    id: "listRejects",
    tag: "Batches",
    method: "get",
    path: "/api/batches/{batchId}/rejects",
    summary: "Every rejected record of a batch, with the reason and as it was sent",
    access: "batches",
    query: z.object({ format: z.enum(["json", "csv"]).default("json"), cursor }),
    answers: {
      200: { description: "One page", schema: named("RejectList", rejectListSchema), mediaTypes: ["text/csv"] },
    },
  },
];
