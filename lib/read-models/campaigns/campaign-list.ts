import { type Clock, systemClock } from "@/lib/clock";
import type { CampaignList, ReportQuery } from "@/lib/contracts/reports";
import { covers, type ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { chooseSegments } from "./choose-segments";
import { collectRows, maxSumsRows } from "./collect-rows";
import { dimensionOf } from "./dimension";
import { getAsOf } from "./get-as-of";
import { type CatalogueCampaign, listCatalogue } from "./list-catalogue";
import { toMetrics, withoutMoney } from "./metrics";
import { ownModels } from "./own-models";
import { noSums } from "./raw-sums";
import { planReach } from "./reach-plan";
import { resolveRange } from "./resolve-range";
import { selectSums } from "./select-sums";

/** So many campaigns are looked up one by one; of more all rows are read, also the newest that no aggregate has yet. */
const mostNamed = 1000;

/**
 * `GET /api/campaigns`: every campaign of the catalogue with its metrics in the range, those
 * without an event too, the most impressions first, and totals over all. The time zone is the one
 * asked for, else the advertiser's when the list is of one, else UTC. Of several advertisers that are not
 * all of them the totals know no reach.
 * @throws AppError `invalid_request` for a range that cannot be
 */
export async function getCampaignList(
  scope: ReportScope,
  query: ReportQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<CampaignList> {
  const campaigns = await listCatalogue(scope, db, query.advertiserId);
  const timeZone = query.timeZone ?? (query.advertiserId ? campaigns[0]?.timeZone : undefined) ?? "UTC";
  const { from, to } = resolveRange(query, timeZone, clock.now());
  const listed = advertisersOf(scope, query.advertiserId);
  const reach = await planReach(db, { edges: [from, to], timeZone, of: { advertiserIds: listed } });
  const [rows, asOf] = await Promise.all([
    selectSums(db, {
      segments: chooseSegments([from, to], 2),
      dimension: dimensionOf("none"),
      key: "campaign",
      edges: [from, to],
      campaignIds: listed || campaigns.length <= mostNamed ? campaigns.map((each) => each.campaignId) : null,
      creditsBy: query.model === "campaign" ? ownModels(campaigns) : [{ model: query.model }],
      traffic: query.traffic,
      reach,
      limit: maxSumsRows,
    }),
    getAsOf(db, clock),
  ]);
  const { groups, totals } = collectRows(rows, { grouped: true });
  const currencies = new Set(campaigns.map((campaign) => campaign.currency));
  // of some of the advertisers nobody has counted the people, each once
  const totalReach = reach?.totalScope === null ? null : totals.reach;
  const totalMetrics = toMetrics(totals.sums, query.traffic, totalReach);
  return {
    rows: campaigns.map((campaign) => toRow(campaign, groups.get(campaign.campaignId))).sort(byImpressions),
    totals: currencies.size > 1 ? withoutMoney(totalMetrics) : totalMetrics,
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
    timeZone,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    asOf,
  };

  function toRow(
    { timeZone: _, attributionModel: __, windowDays: ___, ...campaign }: CatalogueCampaign,
    group: ReturnType<typeof groups.get>,
  ) {
    const reach = group?.cells.get(0)?.reach ?? 0;
    return { ...campaign, ...toMetrics(group?.total ?? noSums(), query.traffic, reach) };
  }
}

/** Whose campaigns the list is of; null for every advertiser's. */
function advertisersOf(scope: ReportScope, asked: string | undefined): readonly string[] | null {
  if (asked === undefined) return scope.advertiserIds;
  return covers(scope, asked) ? [asked] : [];
}

function byImpressions(left: CampaignList["rows"][number], right: CampaignList["rows"][number]): number {
  return right.impressions - left.impressions;
}
