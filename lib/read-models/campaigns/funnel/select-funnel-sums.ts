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
  const rows = (levels: Parameters<typeof segmentRows>[1]) => segmentRows(query, levels);
  const net = query.traffic === "net";
  const of = (gross: Prisma.Sql, filtered: Prisma.Sql) =>
    Prisma.sql`coalesce(sum(${gross} - case when ${net} then ${filtered} else 0 end), 0)::float8`;
  const { sql } = Prisma;
  const [sums] = rowsSchema.parse(
    await db.$queryRaw`
      select *
      from (
        select ${of(sql`v.bid_requests`, sql`v.filtered_bid_requests`)} as "bidRequests"
        from ${rows(views.bid.device)} v
      ) bid
      cross join (
        select ${of(sql`v.impressions`, sql`v.filtered_impressions`)} as impressions,
          ${of(sql`v.won_impressions`, sql`v.filtered_won_impressions`)} as "wonImpressions",
          ${of(sql`v.unknown_auction_impressions`, sql`v.filtered_unknown_auction_impressions`)}
            as "unknownAuctionImpressions",
          ${of(sql`v.measured_impressions`, sql`v.filtered_measured_impressions`)} as "measuredImpressions",
          ${of(sql`v.viewable_impressions`, sql`v.filtered_viewable_impressions`)} as "viewableImpressions",
          coalesce(sum(v.filtered_won_impressions), 0)::float8 as "filteredWonImpressions",
          coalesce(sum(v.filtered_viewable_impressions), 0)::float8 as "filteredViewableImpressions"
        from ${rows(funnelViews)} v
      ) impression
      cross join (
        select ${of(sql`v.clicks`, sql`v.filtered_clicks`)} as clicks,
          ${of(sql`v.orphan_clicks`, sql`v.filtered_orphan_clicks`)} as "orphanClicks"
        from ${rows(views.click.device)} v
      ) click
      cross join (
        select ${of(sql`v.post_click_micros`, sql`v.filtered_post_click_micros`)} as "postClickMicros",
          ${of(sql`v.post_view_micros`, sql`v.filtered_post_view_micros`)} as "postViewMicros",
          ${of(sql`v.unattributed`, sql`v.filtered_unattributed`)} as unattributed
        from ${rows(views.credit.device)} v join campaign on campaign.id = v.campaign_id
          and v.model = coalesce(${query.model}::text, campaign.attribution_model)
      ) credit
      cross join (
        select ${of(sql`v.conversions`, sql`v.filtered_conversions`)} as "repeatedOrders"
        from ${rows(touchViews)} v where v.touch_kind = 'repeat'
      ) repeated`,
  );
  return sums;
}
