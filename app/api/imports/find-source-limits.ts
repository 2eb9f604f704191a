import { AppError } from "@/lib/errors";
import { getSourceLimits, type SourceLimits } from "@/lib/read-models/batches/get-source-limits";
import type { OperationsScope } from "@/lib/scope";

/**
 * What a source may send.
 * @throws AppError `not_found` when there is no such source
 */
export async function findSourceLimits(scope: OperationsScope, sourceId: string): Promise<SourceLimits> {
  const limits = await getSourceLimits(scope, sourceId);
  if (!limits) throw new AppError("not_found", "There is no such source: GET /api/sources lists them.");
  return limits;
}
