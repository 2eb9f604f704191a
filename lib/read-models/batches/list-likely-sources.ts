import { z } from "zod";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowSchema = z.object({ id: z.string(), name: z.string() });

/** The sources that a file may be of: those that have sent something most recently, then the newest. */
export async function listLikelySources(
  _scope: EverySourceScope,
  limit: number,
  database: Database = getPrisma(),
): Promise<z.infer<typeof rowSchema>[]> {
  const found = await database.$queryRaw`
    select source.id, source.name
    from source
    left join lateral (
      select received_at from batch where batch.source_id = source.id order by received_at desc limit 1
    ) as newest on true
    order by newest.received_at desc nulls last, source.created_at desc, source.id
    limit ${limit}::int`;
  return z.array(rowSchema).parse(found);
}
