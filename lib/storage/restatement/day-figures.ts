import { Prisma } from "@/lib/storage/prisma";

/** Of the aggregates; days are UTC days. */
export type FiguresLevel = "15m" | "1h" | "1d";

/** Which aggregates a statement reads: one level, event time in ISO 8601 (`to` exclusive), the campaigns as an array's text. */
export interface FiguresRange {
  level: FiguresLevel;
  from: string;
  to: string;
  campaignIds: string;
}

type Fact = "impression" | "click" | "credit" | "bid";

const sql = Prisma.sql;

/** By device, since those have the fewest rows; their sums are those of every other family. */
const views: Record<Fact, Record<FiguresLevel, Prisma.Sql>> = {
  impression: {
    "15m": sql`impression_by_device_15m`,
    "1h": sql`impression_by_device_1h`,
    "1d": sql`impression_by_device_1d`,
  },
  click: { "15m": sql`click_by_device_15m`, "1h": sql`click_by_device_1h`, "1d": sql`click_by_device_1d` },
  credit: { "15m": sql`credit_by_device_15m`, "1h": sql`credit_by_device_1h`, "1d": sql`credit_by_device_1d` },
  bid: { "15m": sql`bid_by_device_15m`, "1h": sql`bid_by_device_1h`, "1d": sql`bid_by_device_1d` },
};

const sums: Record<Fact, Prisma.Sql> = {
  impression: sql`sum(impressions) as impressions, sum(filtered_impressions) as filtered_impressions,
    sum(viewable_impressions) as viewable, sum(filtered_viewable_impressions) as filtered_viewable,
    sum(cost_micros) as cost, sum(filtered_cost_micros) as filtered_cost`,
  click: sql`sum(clicks) as clicks, sum(filtered_clicks) as filtered_clicks,
    sum(orphan_clicks) as orphans, sum(filtered_orphan_clicks) as filtered_orphans,
    sum(cost_micros) as cost, sum(filtered_cost_micros) as filtered_cost`,
  credit: sql`sum(post_click_micros) as post_click, sum(filtered_post_click_micros) as filtered_post_click,
    sum(post_view_micros) as post_view, sum(filtered_post_view_micros) as filtered_post_view,
    sum(unattributed) as unattributed, sum(filtered_unattributed) as filtered_unattributed,
    sum(revenue_micros) as revenue, sum(filtered_revenue_micros) as filtered_revenue,
    sum(cost_micros) as cost, sum(filtered_cost_micros) as filtered_cost`,
  bid: sql`sum(bid_requests) as bids, sum(filtered_bid_requests) as filtered_bids`,
};

/** Each figure gross and its invalid part, under the names of `restatedMetricSchema`. */
const figures: Record<Fact, Prisma.Sql> = {
  impression: sql`('impressions', impressions, filtered_impressions),
    ('viewableImpressions', viewable, filtered_viewable),
    ('mediaCostMicros', cost, filtered_cost)`,
  click: sql`('clicks', clicks, filtered_clicks),
    ('orphanClicks', orphans, filtered_orphans),
    ('mediaCostMicros', cost, filtered_cost)`,
  credit: sql`('postClickMicros', post_click, filtered_post_click),
    ('postViewMicros', post_view, filtered_post_view),
    ('unattributedConversions', unattributed, filtered_unattributed),
    ('revenueMicros', revenue, filtered_revenue),
    ('creditCostMicros', cost, filtered_cost)`,
  bid: sql`('bidRequests', bids, filtered_bids)`,
};

/**
 * The figures of campaigns and days as reports show them: `campaign_id`, `n` (the day's place among the edges,
 * from 1) and `figures`, a jsonb object keyed as `reported_day.figures`, without the zeros. Sums are of numeric and
 * stand in jsonb as numeric, so none goes through a float; what no bigint holds is cut to the largest.
 * A query `span` must give the days' `edges`.
 */
export function dayFigures(range: FiguresRange): Prisma.Sql {
  return sql`
    select campaign_id, n, jsonb_object_agg(key, value) as figures
    from (
      select campaign_id, n, concat_ws('.', metric, traffic, model) as key,
        greatest(-9223372036854775808, least(9223372036854775807, sum(value))) as value
      from (
        ${factRows("impression", range)}
        union all ${factRows("click", range)}
        union all ${factRows("credit", range, sql`model`)}
        union all ${factRows("bid", range)}
      ) as fact cross join lateral (values ('gross', gross), ('net', gross - filtered)) as told (traffic, value)
      group by campaign_id, n, metric, traffic, model
      having sum(value) <> 0
    ) as figure
    group by campaign_id, n`;
}

function factRows(fact: Fact, range: FiguresRange, model = sql`null::text`): Prisma.Sql {
  // bounds and campaigns stand next to the view, so that the index is used and chunks are left out at planning
  return sql`
    select campaign_id, n, model, figure.metric, figure.gross, figure.filtered
    from (
      select campaign_id, width_bucket(bucket, span.edges) as n, ${model} as model, ${sums[fact]}
      from ${views[fact][range.level]} cross join span
      where bucket >= ${range.from}::timestamptz and bucket < ${range.to}::timestamptz
        and campaign_id = any(${range.campaignIds}::text[])
      group by 1, 2, 3
    ) as summed cross join lateral (values ${figures[fact]}) as figure (metric, gross, filtered)`;
}
