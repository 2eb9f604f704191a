import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  creativeId: z.string().nullable(),
  campaignId: z.string(),
  advertiserId: z.string(),
  currency: z.string(),
  pricing: z.enum(["cpm", "cpc", "cpa"]),
  priceMicros: z.bigint().transform(Number),
});
export type ReferenceRow = z.infer<typeof rowSchema>;

/**
 * Gives what the catalogue knows of campaigns and creatives: a row for each known campaign (`creativeId`
 * null) and for each known creative, with its campaign and account.
 */
export async function listReferences(
  db: Database,
  { campaignIds, creativeIds }: { campaignIds: readonly string[]; creativeIds: readonly string[] },
): Promise<ReferenceRow[]> {
  const rows = await db.$queryRaw`
    select named.creative_id as "creativeId", c.id as "campaignId", c.advertiser_id as "advertiserId", a.currency,
      c.pricing, c.price_micros as "priceMicros"
    from (
      select null::text as creative_id, id as campaign_id from unnest(${pgArray(campaignIds)}::text[]) as campaign (id)
      union all
      select id, campaign_id from creative where id = any(${pgArray(creativeIds)}::text[])
    ) as named
    join campaign c on c.id = named.campaign_id
    join advertiser a on a.id = c.advertiser_id`;
  return z.array(rowSchema).parse(rows);
}
