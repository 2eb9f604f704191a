import { getEnv } from "@/lib/config/env";
import { AppError } from "@/lib/errors";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { proveBatch } from "@/lib/read-models/batches/books/prove-batch";

/** Some seconds of work; a batch in a busier stretch of time is proven without its events. */
const mostLooked = 3_000_000;

/** The books of a batch against the rows that are there. */
export const GET = handle.operations<{ batchId: string }>(async ({ scope, params: { batchId } }) => {
  const isId = /^[\w-]{1,64}$/.test(batchId);
  const proof = isId && (await proveBatch(scope, batchId, { retentionDays: getEnv().RETENTION_DAYS, mostLooked }));
  if (!proof) throw new AppError("not_found", "There is no such batch, or nothing of it has been worked off.");
  return json(proof);
});
