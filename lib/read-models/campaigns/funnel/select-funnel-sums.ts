import { z } from "zod";
import type { AttributionModel } from "@/lib/contracts/catalog";
import { segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import type { SumsQuery } from "@/lib/read-models/campaigns/sums-query";
import { funnelViews, touchViews, views } from "@/lib/read-models/campaigns/views";
import { type Database, Prisma } from "@/lib/storage/prisma";

const sum = z.number();
const rowsSchema = z.tuple([
  z.object({
    bidRequests: sum,
    impressions: sum,
    wonImpressions: sum,
    unknownAuctionImpressions: sum,
    measuredImpressions: sum,
    viewableImpressions: sum,
    clicks: sum,
    orphanClicks: sum,
    /** Credits in millionths of a conversion. */
    postClickMicros: sum,
    postViewMicros: sum,
    unattributed: sum,
    repeatedOrders: sum,
    filteredWonImpressions: sum,
    filteredViewableImpressions: sum,
  }),
]);

/** What the steps of a funnel are made of, in the traffic that was asked for; `filtered…` in either. */
export type FunnelSums = z.infer<typeof rowsSchema>[0];

export interface FunnelSumsQuery extends Pick<SumsQuery, "segments" | "campaignIds" | "traffic"> {
  /** Null for each campaign's own. */
  model: AttributionModel | null;
}

/** Adds up all steps of a funnel in one statement, so that they are of one snapshot. */
export async function selectFunnelSums(db: Database, query: FunnelSumsQuery): Promise<FunnelSums> {
  const of = sumsOf(query.traffic);
  const [sums] = rowsSchema.parse(
    await db.$queryRaw`
      select *
      from (
        select ${of("bid_requests")} as "bidRequests" from ${segmentRows(query, views.bid.device)} v
      ) bid
      cross join (${impressionSums(query)}) impression
      cross join (
        select ${of("clicks")} as clicks, ${of("orphan_clicks")} as "orphanClicks"
        from ${segmentRows(query, views.click.device)} v
      ) click
      cross join (
        select ${of("post_click_micros")} as "postClickMicros", ${of("post_view_micros")} as "postViewMicros",
          ${of("unattributed")} as unattributed
        from ${segmentRows(query, views.credit.device)} v join campaign on campaign.id = v.campaign_id
          and v.model = coalesce(${query.model}::text, campaign.attribution_model)
      ) credit
      cross join (
        select ${of("conversions")} as "repeatedOrders" from ${segmentRows(query, touchViews)} v
        where v.touch_kind = 'repeat'
      ) repeated`,
  );
  return sums;
}

function impressionSums(query: FunnelSumsQuery): Prisma.Sql {
  const of = sumsOf(query.traffic);
  return Prisma.sql`
    select ${of("impressions")} as impressions, ${of("won_impressions")} as "wonImpressions",
      ${of("unknown_auction_impressions")} as "unknownAuctionImpressions",
      ${of("measured_impressions")} as "measuredImpressions", ${of("viewable_impressions")} as "viewableImpressions",
      coalesce(sum(v.filtered_won_impressions), 0)::float8 as "filteredWonImpressions",
      coalesce(sum(v.filtered_viewable_impressions), 0)::float8 as "filteredViewableImpressions"
    from ${segmentRows(query, funnelViews)} v`;
}

const { sql } = Prisma;

/** The columns of the aggregates with their invalid part, as fixed texts: no name is ever put together. */
const columns = {
  bid_requests: [sql`v.bid_requests`, sql`v.filtered_bid_requests`],
  impressions: [sql`v.impressions`, sql`v.filtered_impressions`],
  won_impressions: [sql`v.won_impressions`, sql`v.filtered_won_impressions`],
  unknown_auction_impressions: [sql`v.unknown_auction_impressions`, sql`v.filtered_unknown_auction_impressions`],
  measured_impressions: [sql`v.measured_impressions`, sql`v.filtered_measured_impressions`],
  viewable_impressions: [sql`v.viewable_impressions`, sql`v.filtered_viewable_impressions`],
  clicks: [sql`v.clicks`, sql`v.filtered_clicks`],
  orphan_clicks: [sql`v.orphan_clicks`, sql`v.filtered_orphan_clicks`],
  post_click_micros: [sql`v.post_click_micros`, sql`v.filtered_post_click_micros`],
  post_view_micros: [sql`v.post_view_micros`, sql`v.filtered_post_view_micros`],
  unattributed: [sql`v.unattributed`, sql`v.filtered_unattributed`],
  conversions: [sql`v.conversions`, sql`v.filtered_conversions`],
} as const;

/** Sums of a column in the traffic that was asked for. */
function sumsOf(traffic: FunnelSumsQuery["traffic"]): (column: keyof typeof columns) => Prisma.Sql {
  return (column) => {
    const [gross, filtered] = columns[column];
    const value = traffic === "net" ? sql`${gross} - ${filtered}` : gross;
    return sql`coalesce(sum(${value}), 0)::float8`;
  };
}
