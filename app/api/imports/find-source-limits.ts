import { AppError } from "@/lib/errors";
import { getSourceLimits, type SourceLimits } from "@/lib/read-models/batches/get-source-limits";

/**
 * What a source may send.
 * @throws AppError `not_found` when there is no such source
 */
export async function findSourceLimits(sourceId: string): Promise<SourceLimits> {
  const limits = await getSourceLimits(sourceId);
  if (!limits) throw new AppError("not_found", "There is no such source: GET /api/sources lists them.");
  return limits;
}
