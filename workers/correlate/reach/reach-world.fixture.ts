import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { partitionOf } from "@/lib/contracts/correlate";
import type { RestatementCause } from "@/lib/contracts/restatement";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import { getPrisma } from "@/lib/storage/prisma";
import { updateReach } from "./update-reach";

export const dayMs = 86_400_000;
export const prisma = getPrisma();

export interface Seen {
  id: string;
  user: string;
  campaign: string;
  at: number;
  filtered: boolean;
}

export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** Advertisers in three calendars, two campaigns each. */
async function makeCatalogue(prefix: string) {
  const zones = ["Europe/Berlin", "Asia/Kathmandu", "UTC"];
  const campaigns: { id: string; advertiser: string; zone: string }[] = [];
  for (const [no, zone] of zones.entries()) {
    const advertiser = `${prefix}-${no}`;
    await prisma.$executeRaw`insert into advertiser (id, name, time_zone) values (${advertiser}, 'A', ${zone})`;
    for (const part of ["a", "b"]) campaigns.push({ id: `${advertiser}${part}`, advertiser, zone });
  }
  for (const { id, advertiser } of campaigns)
    await prisma.$executeRaw`insert into campaign (id, advertiser_id, name) values (${id}, ${advertiser}, 'C')`;
  return campaigns;
}

export async function store(seen: Seen): Promise<void> {
  await prisma.$executeRaw`
    insert into journey_event (user_key, campaign_id, occurred_at, kind, event_id, device, country, filtered)
    values (${seen.user}::uuid, ${seen.campaign}, ${new Date(seen.at)}, 'impression', ${seen.id}, 'd', 'c', ${seen.filtered})`;
}

/** As role correlate does: a transaction under the locks of the users' partitions. */
export async function update(touched: readonly Seen[], cause?: RestatementCause): Promise<void> {
  const pairs = new Map<string, { userKey: string; campaignId: string; from: number; to: number }>();
  for (const { user, campaign, at } of touched) {
    const pair = pairs.get(`${user} ${campaign}`) ?? { userKey: user, campaignId: campaign, from: at, to: at };
    pairs.set(`${user} ${campaign}`, { ...pair, from: Math.min(pair.from, at), to: Math.max(pair.to, at) });
  }
  await prisma.$transaction(async (db) => {
    await lockPartitions(db, [...new Set(touched.map((each) => partitionOf(each.user)))]);
    await updateReach(db, [...pairs.values()], cause);
  });
}

/** What is counted, as `kind ref zone day: users by element`, from the folded days and the deltas beside them. */
export async function counted(prefix: string, traffic: "gross" | "net"): Promise<Map<string, number[]>> {
  const rows = await prisma.$queryRaw<{ key: string; day: number; n: number; users: number }[]>`
    select concat_ws(' ', s.kind, s.ref, s.time_zone) as key, (x.day - date '1970-01-01') as day, x.n, sum(x.users)::integer as users
    from reach_scope s join (
      select scope_id, day, n::integer, case ${traffic} when 'net' then net[n] else gross[n] end as users
      from reach_day cross join generate_series(1, 93) n
      union all
      select scope_id, day, n, case ${traffic} when 'net' then net else gross end
      from reach_delta cross join lateral generate_series(1, gap) n
    ) x on x.scope_id = s.id
    where s.kind = 'all' or s.ref like ${`${prefix}-%`}
    group by 1, 2, 3`;
  const counts = new Map<string, number[]>();
  for (const { key, day, n, users } of rows) {
    const elements = counts.get(`${key} ${day}`) ?? Array.from({ length: 93 }, () => 0);
    elements[n - 1] = users;
    counts.set(`${key} ${day}`, elements);
  }
  return new Map([...counts].filter(([, elements]) => elements.some((users) => users !== 0)));
}

const formats = new Map<string, Intl.DateTimeFormat>();
function dayOf(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("sv", { timeZone });
  formats.set(timeZone, format);
  return Date.parse(format.format(at)) / dayMs;
}

/** The same from nothing but the events. */
function recount(
  events: readonly Seen[],
  campaigns: Awaited<ReturnType<typeof makeCatalogue>>,
  traffic: "gross" | "net",
): Map<string, number[]> {
  const days = new Map<string, Map<string, Set<number>>>();
  for (const { user, campaign, at, filtered } of events) {
    if (traffic === "net" && filtered) continue;
    const { advertiser, zone } = campaigns.find((each) => each.id === campaign) ?? { advertiser: "", zone: "UTC" };
    const scopes = new Map([
      [`campaign ${campaign} UTC`, "UTC"],
      [`campaign ${campaign} ${zone}`, zone],
      [`advertiser ${advertiser} ${zone}`, zone],
      ["all  UTC", "UTC"],
    ]);
    for (const [scope, timeZone] of scopes) {
      const users = days.get(scope) ?? new Map<string, Set<number>>();
      days.set(scope, users);
      users.set(user, (users.get(user) ?? new Set()).add(dayOf(at, timeZone)));
    }
  }
  const counts = new Map<string, number[]>();
  for (const [scope, users] of days) {
    for (const active of users.values()) {
      for (const day of active) {
        const elements = counts.get(`${scope} ${day}`) ?? Array.from({ length: 93 }, () => 0);
        for (let n = 1; n <= 93 && (n === 1 || !active.has(day - n + 1)); n += 1)
          elements[n - 1] = (elements[n - 1] ?? 0) + 1;
        counts.set(`${scope} ${day}`, elements);
      }
    }
  }
  return counts;
}

/** What is counted more than `before`, which other tests have left in the scope of everything. */
function more(counts: Map<string, number[]>, before: Map<string, number[]>): Map<string, number[]> {
  const rest = [...counts].map(([key, elements]): [string, number[]] => [
    key,
    elements.map((users, index) => users - (before.get(key)?.[index] ?? 0)),
  ]);
  return new Map(rest.filter(([, elements]) => elements.some((users) => users !== 0)));
}

export async function expectCounted(world: World): Promise<void> {
  for (const traffic of ["gross", "net"] as const) {
    const counts = more(await counted(world.prefix, traffic), world.before[traffic]);
    expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(recount(world.events, world.campaigns, traffic)));
  }
}

export interface World {
  prefix: string;
  campaigns: Awaited<ReturnType<typeof makeCatalogue>>;
  events: Seen[];
  before: Record<"gross" | "net", Map<string, number[]>>;
}

export async function makeWorld(): Promise<World> {
  const prefix = `reach-${randomUUID()}`;
  const before = { gross: await counted(prefix, "gross"), net: await counted(prefix, "net") };
  return { prefix, campaigns: await makeCatalogue(prefix), events: [], before };
}
