import type { CampaignPacing } from "@/lib/contracts/campaign-trends";
import type { Need } from "@/lib/contracts/overview";
import { isPacingOff } from "@/lib/contracts/pacing";
import { type CampaignDays, figuresAgo, isLive } from "./campaign-days";

/** A flight that ends within so many days is told. */
const endingDays = 7;
const dayMs = 86_400_000;

interface Seen {
  campaigns: readonly CampaignDays[];
  pacing: CampaignPacing["rows"];
  alerts: readonly { id: string; title: string; severity: string }[];
}

/** What needs somebody: open incidents, campaigns that run without impressions, budgets that are off, flights that end. */
export function listNeeds({ campaigns, pacing, alerts }: Seen): Need[] {
  const paces = new Map(pacing.map((row) => [row.campaignId, row]));
  const of = ({ campaign: { campaignId, name, advertiserName } }: CampaignDays) => ({
    campaignId,
    campaignName: name,
    advertiserName,
  });
  const running = campaigns.filter(({ campaign, today }) => isLive(campaign, today));
  const off = running.flatMap((each): (Need & { kind: "pacing" })[] => {
    const row = paces.get(each.campaign.campaignId);
    return row && isPacingOff(row) ? [{ kind: "pacing", ...of(each), state: row.state, pace: row.pace }] : [];
  });
  return [
    ...alerts.map(({ id, title, severity }): Need => ({ kind: "incident", alertId: id, title, severity })),
    ...running.filter(isSilent).map((each): Need => ({ kind: "silent", ...of(each) })),
    ...off.sort((a, b) => distance(b.pace) - distance(a.pace)),
    ...running
      .filter(isEnding)
      .map((each): Need => ({ kind: "ending", ...of(each), endsOn: each.campaign.endsOn ?? "" })),
  ];
}

/** It ran all of yesterday, and had no impression then or since. */
function isSilent(each: CampaignDays): boolean {
  if (!isLive(each.campaign, each.yesterday)) return false;
  return figuresAgo(each, 0).impressions + figuresAgo(each, 1).impressions === 0;
}

function isEnding({ campaign: { endsOn }, today }: CampaignDays): boolean {
  return endsOn !== null && (Date.parse(endsOn) - Date.parse(today)) / dayMs < endingDays;
}

function distance(pace: number | null): number {
  return pace === null ? Number.POSITIVE_INFINITY : Math.abs(pace - 1);
}
