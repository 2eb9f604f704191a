import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import type { Dimension } from "./dimension";
import type { Fact } from "./raw-sums";
import { reachRows } from "./reach";
import { isoOf, type RowsQuery, segmentRows } from "./segment-rows";
import type { SumsQuery } from "./sums-query";
import { type Levels, views } from "./views";

const rowSchema = z.object({
  fact: z.enum(["impression", "click", "credit", "bid", "reach", "reach_total"]),
  key: z.string().nullable(),
  keyName: z.string().nullable(),
  /** Buckets, counted from 1, with their sums. */
  cells: z.array(z.tuple([z.number().int().nullable(), z.array(z.number())])),
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

const valueColumns: Record<Dimension, Prisma.Sql> = {
  creative: Prisma.sql`creative_id`,
  site: Prisma.sql`site`,
  device: Prisma.sql`device`,
  country: Prisma.sql`country`,
};

/**
 * Adds up all four facts and counts reach in one statement: one round trip, and all figures of a
 * report are of one snapshot. Buckets come from `width_bucket` over the edges, so that the calendar that
 * cut the range also labels it. The buckets of a fact and key come as one JSON value, which is read several times
 * as fast as a row for each.
 */
export async function selectSums(db: Database, query: SumsQuery): Promise<SumsRow[]> {
  const rows = await db.$queryRaw`
    with span as (select ${query.edges.map(isoOf)}::timestamptz[] as edges)
    select fact, key, ${keyName(query)} as "keyName", json_agg(json_build_array(bucket, sums)) as cells
    from (select * from (
      ${factRows("impression", query)}
      union all ${factRows("click", query)}
      union all ${factRows("credit", { ...query, models: query.creditsBy })}
      union all ${factRows("bid", query)}
      ${query.reach === "none" ? Prisma.empty : Prisma.sql`union all ${reachRows(query, query.reach)}`}
    ) facts limit ${query.limit}) report ${namesOf(query)}
    group by 1, 2, 3`;
  return z.array(rowSchema).parse(rows);
}

type FactQuery = SumsQuery & Pick<RowsQuery, "models">;

function factRows(fact: Fact, query: FactQuery): Prisma.Sql {
  return Prisma.sql`
    select ${fact} as fact, width_bucket(v.bucket, span.edges) as bucket, ${keyColumn(fact, query)} as key,
      array[${sums[fact]}]::numeric[] as sums
    from ${segmentRows({ ...query, where: onlyValue(fact, query) }, levelsOf(fact, query))} v cross join span
    group by 2, 3`;
}

/** Bid requests know no creative, so there are none of one. */
function onlyValue(fact: Fact, { only, dimension }: SumsQuery): Prisma.Sql | undefined {
  if (only === undefined) return undefined;
  if (fact === "bid" && dimension === "creative") return Prisma.sql`false`;
  return Prisma.sql`${valueColumns[dimension]} = any(${only}::text[])`;
}

function levelsOf(fact: Fact, { dimension }: SumsQuery): Levels {
  if (fact !== "bid") return views[fact][dimension];
  return views.bid[dimension === "creative" ? "device" : dimension];
}

function keyColumn(fact: Fact, { key, dimension }: SumsQuery): Prisma.Sql {
  if (key === "campaign") return Prisma.sql`v.campaign_id`;
  if (key === "none" || (fact === "bid" && dimension === "creative")) return Prisma.sql`null::text`;
  return Prisma.sql`v.${valueColumns[dimension]}`;
}

function keyName(query: SumsQuery): Prisma.Sql {
  return hasNames(query) ? Prisma.sql`coalesce(creative.name, key)` : Prisma.sql`key`;
}

/** Joined once: looked up row by row, names took most of the time of a report by creative and hour. */
function namesOf(query: SumsQuery): Prisma.Sql {
  return hasNames(query) ? Prisma.sql`left join creative on creative.id = key` : Prisma.empty;
}

function hasNames({ key, dimension }: SumsQuery): boolean {
  return key === "group" && dimension === "creative";
}
