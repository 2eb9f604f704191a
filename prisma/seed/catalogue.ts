import type { AdvertiserPlan, CampaignPlan } from "./plan";
import { advertiserPlans, campaignPlans } from "./plans";

const DAY_MS = 86_400_000;
const MICROS = 1_000_000;

/** The body of `PUT /api/catalog`. */
export interface Catalogue {
  advertisers: { id: string; name: string; timeZone: string; currency: string }[];
  campaigns: {
    id: string;
    advertiserId: string;
    name: string;
    startsOn: string;
    endsOn: string;
    budgetMicros: number;
    pricing: "cpm" | "cpc" | "cpa";
    priceMicros: number;
    clickWindowDays: number;
    viewWindowDays: number;
    attributionModel: string;
  }[];
  creatives: { id: string; campaignId: string; name: string; format: string }[];
}

/** Gives the catalogue with its flights laid around `nowMs` (milliseconds since 1970). Pure. */
export function createCatalogue(nowMs: number): Catalogue {
  return {
    advertisers: advertiserPlans.map(({ id, name, timeZone, currency }) => ({ id, name, timeZone, currency })),
    campaigns: campaignPlans.map((plan) => ({
      id: plan.id,
      advertiserId: plan.advertiserId,
      name: plan.name,
      startsOn: dayOf(nowMs + plan.flight[0] * DAY_MS),
      endsOn: dayOf(nowMs + plan.flight[1] * DAY_MS),
      budgetMicros: budgetMicros(plan),
      pricing: plan.pricing,
      priceMicros: localMicros(plan.price, plan),
      clickWindowDays: plan.clickWindowDays,
      viewWindowDays: plan.viewWindowDays,
      attributionModel: plan.model,
    })),
    creatives: campaignPlans.flatMap((plan) =>
      plan.creatives.map(([format, name], index) => ({
        id: creativeId(plan, index),
        campaignId: plan.id,
        name,
        format,
      })),
    ),
  };
}

/** The id of a campaign's creative by its place in the plan: `cr-110101` is the first of `cmp-1101`. */
export function creativeId(plan: CampaignPlan, index: number): string {
  return `cr-${plan.id.slice(4)}${String(index + 1).padStart(2, "0")}`;
}

/** Turns US dollars into micros of the advertiser's currency. */
export function localMicros(dollars: number, plan: CampaignPlan): number {
  return Math.round(dollars * advertiserOf(plan).perDollar * MICROS);
}

/** The advertiser of a campaign. Throws for a plan whose advertiser does not exist. */
export function advertiserOf(plan: CampaignPlan): AdvertiserPlan {
  const advertiser = advertiserPlans.find((candidate) => candidate.id === plan.advertiserId);
  if (!advertiser)
    throw new Error(`The campaign ${plan.id} names the advertiser ${plan.advertiserId}, which does not exist.`);
  return advertiser;
}

/** What the flight would cost at the planned rates with a tenth to spare, rounded up to two digits. */
function budgetMicros(plan: CampaignPlan): number {
  const impressions = plan.dailyImpressions * (plan.flight[1] - plan.flight[0] + 1);
  const units = {
    cpm: impressions / 1000,
    cpc: impressions * plan.clickRate,
    cpa: impressions * (plan.clickRate * plan.conversionRate + plan.viewThroughRate),
  };
  const cost = localMicros(plan.price * units[plan.pricing] * 1.1, plan);
  const step = 10 ** (Math.floor(Math.log10(cost)) - 1);
  return Math.ceil(cost / step) * step;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
