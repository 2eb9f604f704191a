import { type Clock, systemClock } from "@/lib/clock";
import type { Overview } from "@/lib/contracts/overview";
import { listAlerts } from "@/lib/read-models/alerts/list-alerts";
import { getAsOf } from "@/lib/read-models/campaigns/get-as-of";
import { listCatalogue } from "@/lib/read-models/campaigns/list-catalogue";
import { listPacing } from "@/lib/read-models/campaigns/pacing/list-pacing";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { type CampaignDays, figuresAgo, isLive, sumFigures } from "./campaign-days";
import { listNeeds } from "./list-needs";
import { rankMoves } from "./rank-moves";
import { selectCampaignDays } from "./select-campaign-days";

const mostNeeds = 30;
const trendDays = 14;

/**
 * `GET /api/overview`: the scope's advertisers with yesterday and the month so far, what changed since yesterday, and
 * what needs somebody. One statement a time zone on the aggregates.
 * @param publicUrl where the console is reached
 * @throws AppError `invalid_request` when there are more campaigns than one list may have
 */
export async function getOverview(
  scope: ReportScope,
  publicUrl: string,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Overview> {
  const now = clock.now().getTime();
  const campaigns = await listCatalogue(scope, db, undefined);
  const [byZone, pacing, { alerts }, asOf] = await Promise.all([
    Promise.all(
      groupBy(campaigns, ({ timeZone }) => timeZone).map(([timeZone, ofZone]) =>
        selectCampaignDays(db, { timeZone, campaigns: ofZone, now }),
      ),
    ),
    listPacing(scope, undefined, db, clock),
    listAlerts(scope, { state: ["open"] }, publicUrl, db),
    getAsOf(db, clock),
  ]);
  const all = byZone.flat();
  const needs = listNeeds({ campaigns: all, pacing: pacing.rows, alerts });
  return {
    advertisers: groupBy(all, ({ campaign }) => campaign.advertiserId)
      .map(([, ofAdvertiser]) => toAdvertiser(ofAdvertiser))
      .sort((a, b) => b.liveCampaigns - a.liveCampaigns || a.name.localeCompare(b.name)),
    moves: rankMoves(all),
    needs: needs.slice(0, mostNeeds),
    moreNeeds: Math.max(0, needs.length - mostNeeds),
    asOf,
  };
}

function toAdvertiser(campaigns: readonly CampaignDays[]): Overview["advertisers"][number] {
  const first = campaigns[0] as CampaignDays;
  const { advertiserId, advertiserName: name, currency, timeZone } = first.campaign;
  const live = campaigns.filter(({ campaign, today }) => isLive(campaign, today));
  const ago = (days: number) => sumFigures(campaigns.map((each) => figuresAgo(each, days)));
  const dayOfMonth = Number(first.today.slice(8));
  return {
    ...{ advertiserId, name, currency, timeZone, campaigns: campaigns.length, liveCampaigns: live.length },
    yesterday: ago(1),
    dayBefore: ago(2),
    weekBefore: ago(8),
    monthToDate: sumFigures(campaigns.flatMap(({ days }) => days.slice(-dayOfMonth))),
    costTrend: Array.from({ length: trendDays }, (_, index) => ago(trendDays - index).costMicros),
    settlingDays: Math.max(0, ...live.map(({ campaign }) => campaign.windowDays)),
  };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return [...groups];
}
