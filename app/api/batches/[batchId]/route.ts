import { findBatch } from "@/app/api/batches/find-batch";
import { AppError } from "@/lib/errors";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";

/** What became of a batch; an ingest key sees those of its source. */
export const GET = handle.batches<{ batchId: string }>(async ({ scope, params }) => {
  const batch = await findBatch(scope, params.batchId);
  if (!batch) throw new AppError("not_found", "There is no such batch.");
  return json(batch);
});
