import { z } from "zod";
import { views } from "@/lib/read-models/campaigns/views";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ campaignId: z.string(), spentMicros: z.number() }));

/** Since when the cost of a campaign counts, in epoch milliseconds; midnight of a UTC day. */
export interface SpentSince {
  campaignId: string;
  since: number;
}

/**
 * The net cost of many campaigns, each since its own day, in one statement: of impressions, clicks and, by each
 * campaign's own model, of conversions. Campaigns without cost are left out.
 */
export async function selectSpent(db: Database, campaigns: readonly SpentSince[]): Promise<Map<string, number>> {
  if (campaigns.length === 0) return new Map();
  const ids = campaigns.map(({ campaignId }) => campaignId);
  const since = campaigns.map((campaign) => new Date(campaign.since).toISOString());
  const first = new Date(Math.min(...campaigns.map((campaign) => campaign.since))).toISOString();
  const cost = (view: Prisma.Sql, model: Prisma.Sql) => Prisma.sql`
    select v.campaign_id, sum(v.cost_micros - v.filtered_cost_micros) as cost
    from ${view} v join flight on flight.id = v.campaign_id and v.bucket >= flight.since ${model}
    where v.bucket >= ${first}::timestamptz
    group by 1`;
  const rows = await db.$queryRaw`
    with flight as (
      select asked.id, asked.since, campaign.attribution_model
      from unnest(${ids}::text[], ${since}::timestamptz[]) as asked (id, since) join campaign using (id)
    )
    select campaign_id as "campaignId", sum(cost)::float8 as "spentMicros"
    from (
      ${cost(views.impression.device["1d"], Prisma.empty)}
      union all ${cost(views.click.device["1d"], Prisma.empty)}
      union all ${cost(views.credit.device["1d"], Prisma.sql`and v.model = flight.attribution_model`)}
    ) costs
    group by 1`;
  return new Map(rowsSchema.parse(rows).map(({ campaignId, spentMicros }) => [campaignId, spentMicros]));
}
