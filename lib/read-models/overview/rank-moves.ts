import type { Move } from "@/lib/contracts/overview";
import { type CampaignDays, figuresAgo } from "./campaign-days";

const baselineDays = 7;
/** Less than that is chance, or nobody's morning. */
const leastDeviation = 4;
const leastChange = 0.2;
/** So many events, of yesterday or usually, make a figure worth telling. */
const leastVolume = { impressions: 300, clicks: 30, conversions: 8, costMicros: 0 } as const;
const metrics = ["conversions", "clicks", "impressions", "costMicros"] as const;
const mostMoves = 8;

/**
 * What changed since yesterday: figures of yesterday that are far from the mean of the seven days before it, one a
 * campaign, the farthest first. Events are taken to come independently, so that a count varies by its square root;
 * money is judged by the impressions or clicks that it pays for, of which it has the noise.
 */
export function rankMoves(campaigns: readonly CampaignDays[]): Move[] {
  return campaigns
    .flatMap((each) => {
      const moves = metrics.flatMap((metric) => moveOf(each, metric));
      return moves.sort(byDeviation).slice(0, 1);
    })
    .sort(byDeviation)
    .slice(0, mostMoves);
}

function moveOf(campaign: CampaignDays, metric: Move["metric"]): Move[] {
  const week = Array.from({ length: baselineDays }, (_, index) => figuresAgo(campaign, index + 2));
  // a campaign that has just begun has no usual day
  if (week.some(({ impressions }) => impressions === 0)) return [];
  const now = figuresAgo(campaign, 1)[metric];
  const usual = week.reduce((sum, day) => sum + day[metric], 0) / baselineDays;
  if (usual === 0 || Math.max(now, usual) < leastVolume[metric]) return [];
  const change = (now - usual) / usual;
  const deviation = metric === "costMicros" ? costDeviation(campaign, week, change) : countDeviation(now, usual);
  if (Math.abs(change) < leastChange || Math.abs(deviation) < leastDeviation) return [];
  const { campaignId, name, advertiserName, currency } = campaign.campaign;
  return [
    {
      campaignId,
      campaignName: name,
      advertiserName,
      currency,
      metric,
      day: campaign.yesterday,
      now,
      usual,
      deviation,
    },
  ];
}

/** Yesterday varies by the root of what is usual, and what is usual, a mean of seven days, by that of its seventh. */
function countDeviation(now: number, usual: number): number {
  return (now - usual) / Math.sqrt(usual + usual / baselineDays);
}

/** A relative change of money in the noise of the events behind it, which prices make no smaller. */
function costDeviation(
  { campaign }: CampaignDays,
  week: readonly { impressions: number; clicks: number; conversions: number }[],
  change: number,
) {
  const paid = ({ cpm: "impressions", cpc: "clicks", cpa: "conversions" } as const)[campaign.pricing];
  const usual = week.reduce((sum, day) => sum + day[paid], 0) / baselineDays;
  return usual === 0 ? 0 : change * Math.sqrt(usual / (1 + 1 / baselineDays));
}

function byDeviation(left: Move, right: Move): number {
  return Math.abs(right.deviation) - Math.abs(left.deviation);
}
