import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  sourceId: z.string(),
  name: z.string(),
  expectedEverySeconds: z.number(),
  lastReceivedAt: z.date().nullable(),
});
export type Arrival = z.infer<typeof rowSchema>;

/** Gives each source with an expected cadence and when it last sent a record, of whatever kind. */
export async function listArrivals(db: Database): Promise<Arrival[]> {
  const rows = await db.$queryRaw`
    select source.id as "sourceId", source.name, source.expected_every_seconds as "expectedEverySeconds",
      last.received_at as "lastReceivedAt"
    from source
    left join lateral (
      select received_at from chunk_ledger
      where source_id = source.id and received > 0
      order by received_at desc
      limit 1
    ) last on true
    where source.expected_every_seconds is not null
    order by source.id`;
  return z.array(rowSchema).parse(rows);
}
