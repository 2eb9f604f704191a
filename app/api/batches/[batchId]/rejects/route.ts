import { z } from "zod";
import { findBatch } from "@/app/api/batches/find-batch";
import { AppError } from "@/lib/errors";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listRejects } from "@/lib/read-models/batches/list-rejects";
import { download } from "./download";
import { writeRejects, writings } from "./write-rejects";

const querySchema = z.object({
  format: z.enum(["json", "csv"]).default("json"),
  cursor: z.string().max(500).optional(),
  download: z.enum(["0", "1"]).default("0"),
});

/** The rejected records of a batch: JSON by the page; CSV, and JSON as a download, all of them. */
export const GET = handle.batches<{ batchId: string }>(async ({ scope, params, url }) => {
  const { format, cursor = null, ...query } = parseQuery(querySchema, url);
  const { batchId } = params;
  if (!(await findBatch(scope, batchId))) throw new AppError("not_found", "There is no such batch.");
  const page = await listRejects(scope, { batchId, cursor });
  if (format === "json" && query.download === "0") return json(page);
  const writing = writings[format];
  const pieces = writeRejects(writing, page, (next) => listRejects(scope, { batchId, cursor: next }));
  return download(`rejects-${batchId}.${format}`, writing.mediaType, pieces);
});
