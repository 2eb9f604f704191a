import { z } from "zod";
import { restatementCauseSchema } from "@/lib/contracts/restatement";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.bigint(),
  sourceId: z.string(),
  kind: z.enum(["impression", "impression_bid", "click", "conversion", "bid_request", "conversion_credit"]),
  from: z.number(),
  to: z.number(),
  cause: restatementCauseSchema,
  /** Whose figures it changed; null: anybody's. */
  campaignIds: z.array(z.string()).nullable(),
});
/** A row of `touched_range`; times are epoch milliseconds, both inclusive. */
export type Touched = z.infer<typeof rowSchema>;

/** Gives the oldest touched ranges. */
export async function listTouched(db: Database, limit: number): Promise<Touched[]> {
  const rows = await db.$queryRaw`
    select id, source_id as "sourceId", kind,
      floor(extract(epoch from from_at) * 1000)::float8 as "from", ceil(extract(epoch from to_at) * 1000)::float8 as "to", cause,
      campaign_ids as "campaignIds"
    from touched_range
    order by id
    limit ${limit}`;
  return z.array(rowSchema).parse(rows);
}
