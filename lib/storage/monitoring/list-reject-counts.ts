import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowSchema = z.object({
  sourceId: z.string(),
  name: z.string(),
  received: z.number(),
  rejected: z.number(),
  /** The issues with rejects in this time, the largest first, with how often each was seen in all. */
  reasons: z.array(z.object({ reason: z.string(), field: z.string().nullable(), count: z.number() })),
});
export type RejectCount = z.infer<typeof rowSchema>;

/**
 * Gives for each source how many records were worked out since `since` and how many of them are rejected, those
 * that were replayed since no more.
 * @param receivedSince bounds what is read; what waited longer than that in the queue is left out
 */
export async function listRejectCounts(db: Database, since: Date, receivedSince: Date): Promise<RejectCount[]> {
  const rows = await db.$queryRaw`
    select source.id as "sourceId", source.name, ledger.received::float8 as received, ledger.rejected::float8 as rejected,
      case when ledger.rejected = 0 then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'field', field, 'count', count)), '[]')
        from (
          select reason, field, count from quality_issue
          where source_id = source.id and last_seen_at >= ${since.toISOString()}::timestamptz
          order by count desc, id
          limit 5
        ) issue
      ) end as reasons
    from source
    cross join lateral (
      select sum(received) as received, greatest(sum(rejected) + coalesce(${replayed(since, receivedSince)}, 0), 0) as rejected
      from chunk_ledger
      where source_id = source.id and received_at >= ${receivedSince.toISOString()}::timestamptz
        and stored_at >= ${since.toISOString()}::timestamptz
    ) ledger
    where ledger.received > 0
    order by source.id`;
  return z.array(rowSchema).parse(rows);
}

/** By how much replays changed the rejects of the batches of which something was worked out; not above zero. */
function replayed(since: Date, receivedSince: Date): Prisma.Sql {
  return Prisma.sql`(
    select sum(change.rejected) from ledger_change change
    where change.source_id = source.id and change.received_at >= ${receivedSince.toISOString()}::timestamptz
      and change.rejected <> 0 and exists (
        select from chunk_ledger worked
        where worked.batch_id = change.batch_id and worked.received_at = change.received_at
          and worked.stored_at >= ${since.toISOString()}::timestamptz
      )
  )`;
}
