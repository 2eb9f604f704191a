import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

/** Gives the batches that stand in the evidence of a monitor's alerts that are not resolved. */
export async function listSuspectBatches(db: Database, monitor: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw`
    select distinct batch ->> 'batchId' as id
    from alert cross join lateral jsonb_array_elements(
      case jsonb_typeof(evidence -> 'batches') when 'array' then evidence -> 'batches' else '[]' end
    ) as batch
    where monitor = ${monitor} and state <> 'resolved' and batch ? 'batchId'
    order by 1
    limit ${limit}::int`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}
