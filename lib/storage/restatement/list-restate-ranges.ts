import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.bigint(),
  from: z.number(),
  to: z.number(),
  campaignIds: z.array(z.string()).nullable(),
  createdAt: z.number(),
});
/** A row of `restate_range`; times are epoch milliseconds, `from` and `to` inclusive. */
export type WaitingRange = z.infer<typeof rowSchema>;

/** Gives the oldest ranges that wait to be compared. */
export async function listRestateRanges(db: Database, limit: number): Promise<WaitingRange[]> {
  const rows = await db.$queryRaw`
    select id, floor(extract(epoch from from_at) * 1000)::float8 as "from",
      ceil(extract(epoch from to_at) * 1000)::float8 as "to", campaign_ids as "campaignIds",
      (extract(epoch from created_at) * 1000)::float8 as "createdAt"
    from restate_range
    order by id
    limit ${limit}`;
  return z.array(rowSchema).parse(rows);
}

const timesSchema = z.array(z.object({ from: z.number(), to: z.number() }));

/**
 * Gives the event time that has been touched since an instant, or whose aggregates are not refreshed yet: at most
 * `limit` stretches of each, epoch milliseconds, both inclusive.
 */
export async function listRestless(db: Database, since: Date, limit: number): Promise<z.infer<typeof timesSchema>> {
  const rows = await db.$queryRaw`
    select (extract(epoch from from_at) * 1000)::float8 as "from", (extract(epoch from to_at) * 1000)::float8 as "to"
    from (
      (select from_at, to_at from restate_range where created_at > ${since.toISOString()}::timestamptz
        order by created_at desc limit ${limit})
      union all (select from_at, to_at from touched_range order by id limit ${limit})
    ) as restless`;
  return timesSchema.parse(rows);
}
