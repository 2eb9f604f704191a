import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import { collectRows, maxSumsRows } from "@/lib/read-models/campaigns/collect-rows";
import { dimensionOf } from "@/lib/read-models/campaigns/dimension";
import type { CatalogueCampaign } from "@/lib/read-models/campaigns/list-catalogue";
import { toMetrics } from "@/lib/read-models/campaigns/metrics";
import { ownModels } from "@/lib/read-models/campaigns/own-models";
import { selectSums } from "@/lib/read-models/campaigns/select-sums";
import { openZone } from "@/lib/read-models/campaigns/zone";
import type { Database } from "@/lib/storage/prisma";
import { type CampaignDays, noFigures } from "./campaign-days";

const dayMs = 86_400_000;
/** A week to compare with a week of its own, and the whole of a month. */
const leastDays = 15;

/**
 * What campaigns of one time zone counted on each day, from the first of the month or 15 days ago until now: net, by
 * their own models, in one statement.
 */
export async function selectCampaignDays(
  db: Database,
  { timeZone, campaigns, now }: { timeZone: string; campaigns: readonly CatalogueCampaign[]; now: number },
): Promise<CampaignDays[]> {
  const zone = openZone(timeZone);
  const today = zone.dayOf(now);
  const first = Math.min(
    today - leastDays * dayMs,
    Date.UTC(new Date(today).getUTCFullYear(), new Date(today).getUTCMonth(), 1),
  );
  const edges: number[] = [];
  for (let day = first; day <= today + dayMs; day += dayMs) edges.push(zone.startOfDay(day));
  const rows = await selectSums(db, {
    segments: chooseSegments(edges, 2),
    dimension: dimensionOf("none"),
    key: "campaign",
    edges,
    campaignIds: campaigns.map(({ campaignId }) => campaignId),
    creditsBy: ownModels(campaigns),
    traffic: "net",
    reach: "none",
    limit: 5 * maxSumsRows,
  });
  const { groups } = collectRows(rows, { grouped: true, most: 5 * maxSumsRows });
  const dateOf = (day: number) => new Date(day).toISOString().slice(0, 10);
  return campaigns.map((campaign) => {
    const cells = groups.get(campaign.campaignId)?.cells;
    const days = edges.slice(1).map((_, day) => {
      const cell = cells?.get(day);
      if (!cell) return noFigures;
      const { impressions, clicks, conversions, costMicros, revenueMicros } = toMetrics(cell.sums, "net", null);
      return { impressions, clicks, conversions, costMicros, revenueMicros };
    });
    return { campaign, days, today: dateOf(today), yesterday: dateOf(today - dayMs) };
  });
}
