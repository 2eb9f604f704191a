import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import type { Dimension } from "./dimension";
import type { Fact } from "./raw-sums";
import { reachRows } from "./reach";
import type { SumsQuery } from "./sums-query";
import { views } from "./views";

const rowSchema = z.object({
  fact: z.enum(["impression", "click", "credit", "bid", "reach", "reach_total"]),
  /** Counted from 1. */
  bucket: z.number().int().nullable(),
  key: z.string().nullable(),
  keyName: z.string().nullable(),
  sums: z.array(z.number()),
});
export type SumsRow = z.infer<typeof rowSchema>;

const sums: Record<Fact, Prisma.Sql> = {
  impression: Prisma.sql`sum(v.impressions), sum(v.filtered_impressions),
    sum(v.viewable_impressions), sum(v.filtered_viewable_impressions),
    sum(v.auction_impressions), sum(v.filtered_auction_impressions),
    sum(v.cost_micros), sum(v.filtered_cost_micros)`,
  click: Prisma.sql`sum(v.clicks), sum(v.filtered_clicks), sum(v.orphan_clicks), sum(v.filtered_orphan_clicks),
    sum(v.cost_micros), sum(v.filtered_cost_micros)`,
  credit: Prisma.sql`sum(v.post_click_micros), sum(v.filtered_post_click_micros),
    sum(v.post_view_micros), sum(v.filtered_post_view_micros),
    sum(v.unattributed), sum(v.filtered_unattributed),
    sum(v.revenue_micros), sum(v.filtered_revenue_micros), sum(v.cost_micros), sum(v.filtered_cost_micros)`,
  bid: Prisma.sql`sum(v.bid_requests), sum(v.filtered_bid_requests)`,
};

const groupColumns: Record<Dimension, Prisma.Sql> = {
  creative: Prisma.sql`v.creative_id`,
  site: Prisma.sql`v.site`,
  device: Prisma.sql`v.device`,
  country: Prisma.sql`v.country`,
};

/**
 * Adds up all four facts and counts reach in one statement: one round trip, and all figures of a
 * report are of one snapshot. Bounds stand as parameters next to each aggregate, so that chunks are
 * left out at planning; buckets come from `width_bucket` over the edges, so that the calendar that
 * cut the range also labels it.
 */
export async function selectSums(db: Database, query: SumsQuery): Promise<SumsRow[]> {
  const { edges } = query;
  const [from, to] = [isoOf(edges[0]), isoOf(edges.at(-1))];
  const campaigns = query.campaignIds
    ? Prisma.sql`and v.campaign_id = any(${query.campaignIds}::text[])`
    : Prisma.empty;
  const where = Prisma.sql`v.bucket >= ${from}::timestamptz and v.bucket < ${to}::timestamptz ${campaigns}`;
  const ownModel = Prisma.sql`join campaign on campaign.id = v.campaign_id
    and v.model = coalesce(${query.model}::text, campaign.attribution_model)`;
  const rows = await db.$queryRaw`
    with span as (select ${edges.map(isoOf)}::timestamptz[] as edges)
    select fact, bucket, key, ${keyName(query)} as "keyName", sums
    from (
      ${factRows("impression", query, where)}
      union all ${factRows("click", query, where)}
      union all ${factRows("credit", query, where, ownModel)}
      union all ${factRows("bid", query, where)}
      union all ${reachRows(query, where)}
    ) report
    limit ${query.limit}`;
  return z.array(rowSchema).parse(rows);
}

function factRows(fact: Fact, query: SumsQuery, where: Prisma.Sql, join = Prisma.empty): Prisma.Sql {
  return Prisma.sql`
    select ${fact} as fact, width_bucket(v.bucket, span.edges) as bucket, ${keyColumn(fact, query)} as key,
      array[${sums[fact]}]::float8[] as sums
    from ${viewOf(fact, query)} v cross join span ${join}
    where ${where}
    group by 2, 3`;
}

function viewOf(fact: Fact, { dimension, level }: SumsQuery): Prisma.Sql {
  if (fact !== "bid") return views[fact][dimension][level];
  return views.bid[dimension === "creative" ? "device" : dimension][level];
}

function keyColumn(fact: Fact, { key, dimension }: SumsQuery): Prisma.Sql {
  if (key === "campaign") return Prisma.sql`v.campaign_id`;
  if (key === "none" || (fact === "bid" && dimension === "creative")) return Prisma.sql`null::text`;
  return groupColumns[dimension];
}

function keyName({ key, dimension }: SumsQuery): Prisma.Sql {
  if (key !== "group" || dimension !== "creative") return Prisma.sql`key`;
  return Prisma.sql`coalesce((select creative.name from creative where creative.id = key), key)`;
}

function isoOf(instant: number | undefined): string {
  return new Date(instant ?? Number.NaN).toISOString();
}
