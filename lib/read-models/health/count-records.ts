import { z } from "zod";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowSchema = z.object({
  source: z.string(),
  kind: z.string(),
  batches: z.number(),
  received: z.number(),
  stored: z.number(),
  duplicate: z.number(),
  rejected: z.number(),
  filtered: z.number(),
});
export type RecordCounts = z.infer<typeof rowSchema>;

/** Ledger totals of what came in the last hour, by source and kind. One index range a source: there is none on the time alone. */
export async function countRecentRecords(database: Pick<Database, "$queryRaw"> = getPrisma()): Promise<RecordCounts[]> {
  const rows = await database.$queryRaw`
    select source.id as source, ledger.*
    from source
    cross join lateral (
      select kind, count(distinct batch_id)::float8 as batches, sum(received)::float8 as received,
        sum(stored)::float8 as stored, sum(duplicate)::float8 as duplicate, sum(rejected)::float8 as rejected,
        sum(filtered)::float8 as filtered
      from ledger_entry
      where source_id = source.id and received_at > now() - interval '1 hour'
      group by kind
    ) as ledger
    order by source.id, ledger.kind`;
  return z.array(rowSchema).parse(rows);
}

const rejectSchema = z.object({ source: z.string(), kind: z.string(), reason: z.string(), count: z.number() });
export type RejectCount = z.infer<typeof rejectSchema>;

/** Rejected records since the beginning, those too that were replayed, by source, kind and reason: it never falls. */
export async function countRejects(database: Pick<Database, "$queryRaw"> = getPrisma()): Promise<RejectCount[]> {
  const rows = await database.$queryRaw`
    select source_id as source, kind, reason, sum(count + replayed)::float8 as count
    from quality_issue
    group by source_id, kind, reason
    order by source_id, kind, reason`;
  return z.array(rejectSchema).parse(rows);
}
