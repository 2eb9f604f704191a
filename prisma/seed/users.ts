import { crawlerAgents, drawBrowserAgent } from "./agents";
import { advertiserOf } from "./catalogue";
import { campaignPlans } from "./plans";
import { createRandom, createWeighted, type Random } from "./random";

export interface User {
  id: string;
  country: string;
  userAgent: string;
  ip: string;
}

export interface Audience {
  /** Draws a person whom a campaign reaches; some are seen far more often than others. */
  drawUser(campaignId: string, random: Random): User;
  drawCrawler(random: Random): User;
  users: readonly User[];
}

const countries = [
  ["US", 34],
  ["CA", 4],
  ["GB", 15],
  ["IE", 2],
  ["DE", 15],
  ["AT", 2],
  ["IN", 26],
  ["NP", 2],
] as const;

/** RFC 5737: addresses for documentation, which belong to no one. */
const networks = ["192.0.2", "198.51.100", "203.0.113"] as const;

/** Each person belongs to at most this many campaigns, so that journeys have several touches. */
const CAMPAIGNS_A_PERSON = 2;

/** Makes the audience of the demo: `count` people, spread over the campaigns that target their country. */
export function createAudience(seed: number, count = 25_000): Audience {
  const random = createRandom(seed ^ 0x75736572);
  const pickCountry = createWeighted(countries, ([, weight]) => weight);
  const users = Array.from(
    { length: count },
    (_, index): User => ({
      id: `u-${String(index + 1).padStart(6, "0")}`,
      country: pickCountry(random)[0],
      userAgent: drawBrowserAgent(random),
      ip: `${random.pick(networks)}.${1 + random.below(254)}`,
    }),
  );
  const crawlers = Array.from(
    { length: 40 },
    (_, index): User => ({
      id: `u-9${String(index).padStart(5, "0")}`,
      country: "US",
      userAgent: random.pick(crawlerAgents),
      ip: `203.0.113.${200 + (index % 16)}`,
    }),
  );
  const reached = groupByCampaign(users, random);
  return {
    users,
    drawCrawler: (draw) => draw.pick(crawlers),
    drawUser: (campaignId, draw) => {
      const members = reached.get(campaignId);
      const user = members?.[Math.floor(members.length * draw.next() ** 2)];
      if (!user) throw new Error(`The campaign ${campaignId} reaches no one.`);
      return user;
    },
  };
}

function groupByCampaign(users: readonly User[], random: Random): Map<string, User[]> {
  const byCountry = new Map(
    countries.map(([country]) => [
      country as string,
      campaignPlans.filter((plan) => advertiserOf(plan).countries.includes(country)),
    ]),
  );
  const groups = new Map(campaignPlans.map((plan) => [plan.id, [] as User[]]));
  for (const user of users) {
    const fitting = byCountry.get(user.country) ?? [];
    const first = random.below(fitting.length);
    for (let step = 0; step < CAMPAIGNS_A_PERSON; step++) {
      const plan = fitting[(first + step) % fitting.length];
      if (plan) groups.get(plan.id)?.push(user);
    }
  }
  for (const members of groups.values()) shuffle(members, random);
  return groups;
}

function shuffle<T>(items: T[], random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = items[last] as T;
    items[last] = items[other] as T;
    items[other] = kept;
  }
}
