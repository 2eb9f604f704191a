import { advertiserOf } from "./catalogue";
import { createFraudPlan, type FraudBurst } from "./frauds/fraud-plan";
import type { CampaignPlan } from "./plan";
import { campaignPlans } from "./plans";
import { createWeighted, type Random } from "./random";
import { createRhythm } from "./rhythm";
import { type Site, sites } from "./sites";
import { createStories, type Stories } from "./stories";
import { type Audience, createAudience } from "./users";

/** One campaign with everything that is worked out once: where it runs, how often, and when its people are awake. */
export interface CampaignWorld {
  plan: CampaignPlan;
  currency: string;
  flight: { fromMs: number; toMs: number };
  rhythm(atMs: number): number;
  drawSite(random: Random): Site;
  /** For auctions, which only the open sites hold. */
  drawOpenSite(random: Random): Site;
  /** Chances to show something, on a mean day. */
  opportunitiesADay: number;
  /** The part of them that is an auction, and the part of these that we win. */
  auctionShare: number;
  winRate: number;
}

export interface World {
  audience: Audience;
  stories: Stories;
  /** Invalid traffic that is planted at a time of its own. */
  frauds: readonly FraudBurst[];
  campaigns: readonly CampaignWorld[];
}

const DAY_MS = 86_400_000;
/** Share of the impressions that come from auctions; the rest is bought directly from the publisher. */
const AUCTION_PART = 0.49;

/** Builds the world around `nowMs`. The same seed and instant give the same world. */
export function createWorld(seed: number, nowMs: number): World {
  return {
    audience: createAudience(seed),
    stories: createStories(nowMs),
    frauds: createFraudPlan(nowMs),
    campaigns: campaignPlans.map((plan, index) => createCampaignWorld(plan, index, nowMs)),
  };
}

function createCampaignWorld(plan: CampaignPlan, index: number, nowMs: number): CampaignWorld {
  const advertiser = advertiserOf(plan);
  const fit = (site: Site): number =>
    site.weight * (advertiser.topics.includes(site.topic) ? 3 : 1) * (site.network === "partner" ? 2 : 1);
  const winRate = 0.48 + 0.025 * (index % 6);
  const auctionPart = plan.story === "under-delivers" ? 1 : AUCTION_PART;
  const auctions = auctionPart / winRate;
  const direct = 1 - auctionPart;
  return {
    plan,
    currency: advertiser.currency,
    flight: {
      fromMs: midnight(nowMs + plan.flight[0] * DAY_MS),
      toMs: midnight(nowMs + (plan.flight[1] + 1) * DAY_MS),
    },
    rhythm: createRhythm(advertiser.timeZone, advertiser.week),
    drawSite: createWeighted(sites, fit),
    drawOpenSite: createWeighted(
      sites.filter((site) => site.network === "open"),
      fit,
    ),
    opportunitiesADay: plan.dailyImpressions * (auctions + direct),
    auctionShare: auctions / (auctions + direct),
    winRate,
  };
}

function midnight(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}
