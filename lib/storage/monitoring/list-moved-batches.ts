import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ id: z.string() }));

/**
 * Gives the ids of batches of which a chunk was written, or a figure moved, since an instant, the ones
 * that moved last first.
 */
export async function listMovedBatches(db: Database, since: Date, limit: number): Promise<string[]> {
  const at = since.toISOString();
  const rows = await db.$queryRaw`
    select batch_id as id
    from (
      select batch_id, stored_at as moved_at from chunk_ledger where stored_at >= ${at}::timestamptz
      union all
      select batch_id, at from ledger_change where at >= ${at}::timestamptz
    ) moved
    group by batch_id
    order by max(moved_at) desc, batch_id
    limit ${limit}::int`;
  return rowsSchema.parse(rows).map(({ id }) => id);
}
