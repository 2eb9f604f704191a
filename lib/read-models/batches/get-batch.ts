import type { Batch } from "@/lib/contracts/batch";
import type { OperationsScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { selectBatches } from "./select-batches";

/**
 * What became of a batch, as far as its chunks have been worked off.
 * @returns undefined when no chunk of it has been worked off, or it is outside of the scope
 */
export async function getBatch(
  scope: OperationsScope,
  batchId: string,
  database: Database = getPrisma(),
): Promise<Batch | undefined> {
  const { sourceId } = scope;
  const condition = Prisma.sql`batch.id = ${batchId} and (${sourceId}::text is null or batch.source_id = ${sourceId})`;
  const [batch] = await selectBatches(database, { condition, scan: 1, limit: 1 });
  return batch;
}
