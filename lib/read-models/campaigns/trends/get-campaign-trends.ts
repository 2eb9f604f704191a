import { type Clock, systemClock } from "@/lib/clock";
import type { CampaignTrends, TrendsQuery } from "@/lib/contracts/campaign-trends";
import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import { collectRows, maxSumsRows } from "@/lib/read-models/campaigns/collect-rows";
import { dimensionOf } from "@/lib/read-models/campaigns/dimension";
import { getAsOf } from "@/lib/read-models/campaigns/get-as-of";
import { listCatalogue } from "@/lib/read-models/campaigns/list-catalogue";
import { toMetrics } from "@/lib/read-models/campaigns/metrics";
import { ownModels } from "@/lib/read-models/campaigns/own-models";
import { cutIntoBuckets } from "@/lib/read-models/campaigns/report-buckets";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import { selectSums } from "@/lib/read-models/campaigns/select-sums";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { daysPerPoint, mergeDays } from "./merge-days";

/**
 * `GET /api/campaigns/trends`: the daily course of every campaign in the scope, in one statement on the daily
 * aggregates (hourly ones for a zone whose days are not UTC's). Of many campaigns, or of a long range, a point stands
 * for several days.
 * @throws AppError `invalid_request` for a range that cannot be
 */
export async function getCampaignTrends(
  scope: ReportScope,
  query: TrendsQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<CampaignTrends> {
  const campaigns = await listCatalogue(scope, db, query.advertiserId);
  const timeZone = query.timeZone ?? (query.advertiserId ? campaigns[0]?.timeZone : undefined) ?? "UTC";
  const days = cutIntoBuckets(resolveRange(query, timeZone, clock.now()), "day", timeZone);
  const each = daysPerPoint(days.starts.length, campaigns.length);
  const edges = mergeDays(days.edges, each);
  const isOfSome = scope.advertiserIds !== null || query.advertiserId !== undefined;
  const [rows, asOf] = await Promise.all([
    selectSums(db, {
      segments: chooseSegments(edges, 2),
      dimension: dimensionOf("none"),
      key: "campaign",
      edges,
      campaignIds: isOfSome ? campaigns.map(({ campaignId }) => campaignId) : null,
      creditsBy: query.model === "campaign" ? ownModels(campaigns) : [{ model: query.model }],
      traffic: query.traffic,
      reach: "none",
      limit: 5 * maxSumsRows,
    }),
    getAsOf(db, clock),
  ]);
  const { groups } = collectRows(rows, { grouped: true, most: 5 * maxSumsRows });
  const points = edges.slice(1).map((_, index) => index);
  return {
    starts: edges.slice(0, -1).map((edge) => new Date(edge).toISOString()),
    daysPerPoint: each,
    timeZone,
    series: campaigns.flatMap(({ campaignId }) => {
      const cells = groups.get(campaignId)?.cells;
      if (!cells) return [];
      const metrics = points.map((point) => {
        const cell = cells.get(point);
        return cell && toMetrics(cell.sums, query.traffic, null);
      });
      const course = (metric: "impressions" | "clicks" | "conversions" | "costMicros") =>
        metrics.map((figures) => figures?.[metric] ?? 0);
      return [
        {
          campaignId,
          impressions: course("impressions"),
          clicks: course("clicks"),
          conversions: course("conversions"),
          costMicros: course("costMicros"),
        },
      ];
    }),
    asOf,
  };
}
