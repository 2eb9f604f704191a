import { campaigns, type PlainCampaign } from "./catalogue";
import { Random } from "./random";
import type { Meaning, Sent } from "./sent";
import { writeRecord } from "./write-record";

const dayMs = 86_400_000;
/** Those whose clicks have their impressions: a window of no days has none. */
const measured = campaigns.slice(0, 9).filter((campaign) => campaign.clickWindowDays > 0);

export type Plant = "address_rate" | "user_on_many_addresses" | "click_without_impression";

export interface Planted {
  sent: Sent[];
  /** The rule that has to find an event, by its id; every other event is an honest person's. */
  plants: Map<string, Plant>;
}

/**
 * Honest people (9,000 clicks of 4,500 addresses with under five each, every click some seconds after its
 * impression) and three frauds among them: one address with 500 clicks, two users on 40 addresses each,
 * and 1,000 clicks that no impression explains.
 */
export function makePlanted(seed: number, now: number): Planted {
  const random = new Random(seed);
  const planted: Planted = { sent: [], plants: new Map() };
  const add = (kind: "impression" | "click", userId: string, address: string, at: number, plant?: Plant) => {
    const campaign = measured[at % measured.length] as PlainCampaign;
    const means = meaning(kind, { userId, address, at }, campaign, random);
    if (plant) planted.plants.set(String(means.eventId), plant);
    planted.sent.push(writeRecord(kind === "click" ? "interactions" : "impressions", means, { agent: null }));
  };
  const start = now - 3 * dayMs;
  const seeAndClick = (userId: string, address: string, plant?: Plant) => {
    // campaigns are dealt by time, so that a click is of its impression's when it comes a whole round later
    const at = start + random.below(2 * dayMs);
    add("impression", userId, address, at, plant === "user_on_many_addresses" ? plant : undefined);
    add("click", userId, address, at + measured.length * (200 + random.below(3000)), plant);
  };
  for (let person = 0; person < 4500; person += 1) {
    for (let visit = 0; visit < 2; visit += 1) seeAndClick(`honest ${person}`, homeOf(person));
  }
  for (let click = 0; click < 500; click += 1) seeAndClick(`hired ${click}`, "88.65.0.1", "address_rate");
  for (let visit = 0; visit < 80; visit += 1) {
    const at = start + random.below(dayMs / 2);
    const [userId, address] = [`wanderer ${visit % 2}`, `88.66.${visit % 2}.${1 + Math.floor(visit / 2)}`];
    add("impression", userId, address, at, "user_on_many_addresses");
  }
  for (let click = 0; click < 1000; click += 1) {
    const at = start + random.below(2 * dayMs);
    add("click", `from nowhere ${click}`, homeOf(5000 + (click % 500)), at, "click_without_impression");
  }
  planted.sent = random.shuffle(planted.sent);
  return planted;
}

function homeOf(person: number): string {
  return `88.64.${Math.floor(person / 250)}.${1 + (person % 250)}`;
}

function meaning(
  kind: "impression" | "click",
  { userId, address, at }: { userId: string; address: string; at: number },
  campaign: PlainCampaign,
  random: Random,
): Meaning {
  return {
    kind,
    userId,
    address,
    at,
    eventId: `planted ${kind} ${userId} ${at} ${random.below(2 ** 31)}`,
    campaignId: campaign.id,
    creativeId: kind === "impression" ? (campaign.creativeIds[0] ?? null) : null,
    site: `oracle-site-${random.below(400)}.net`,
    device: "unknown",
    country: "DE",
    priceMicros: null,
    valueMicros: null,
    currency: null,
    recordRules: [],
  };
}
