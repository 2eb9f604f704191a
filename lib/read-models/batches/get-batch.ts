import type { Batch } from "@/lib/contracts/batch";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { selectBatches } from "./select-batches";

/**
 * What became of a batch, as far as its chunks have been worked off.
 * @param sourceId whose batch it has to be; null for any
 * @returns undefined when no chunk of it has been worked off, or it is another source's
 */
export async function getBatch(
  batchId: string,
  sourceId: string | null = null,
  database: Database = getPrisma(),
): Promise<Batch | undefined> {
  const condition = Prisma.sql`batch.id = ${batchId} and (${sourceId}::text is null or batch.source_id = ${sourceId})`;
  const [batch] = await selectBatches(database, { condition, scan: 1, limit: 1 });
  return batch;
}
