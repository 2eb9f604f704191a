import { z } from "zod";
import { findBatch, visibleSource } from "@/app/api/batches/find-batch";
import { AppError } from "@/lib/errors";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listRejects } from "@/lib/read-models/batches/list-rejects";
import { streamRejectsCsv } from "./stream-rejects-csv";

const querySchema = z.object({
  format: z.enum(["json", "csv"]).default("json"),
  cursor: z.string().max(500).optional(),
});

/** The rejected records of a batch: JSON by the page, CSV all of them in one download. */
export const GET = handle<{ batchId: string }>({ scope: "batches" }, async ({ params, principal, url }) => {
  const { format, cursor = null } = parseQuery(querySchema, url);
  const { batchId } = params;
  const sourceId = visibleSource(principal);
  if (!(await findBatch(batchId, sourceId))) throw new AppError("not_found", "There is no such batch.");
  const page = await listRejects({ batchId, sourceId, cursor });
  if (format === "json") return json(page);
  return streamRejectsCsv(batchId, page, (next) => listRejects({ batchId, sourceId, cursor: next }));
});
