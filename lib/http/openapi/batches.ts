import { z } from "zod";
import { batchListSchema, batchSchema, rejectListSchema } from "@/lib/contracts/batch";
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
    query: z.object({ source: z.string().optional(), from: time, to: time, cursor }),
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
