import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { foldReach } from "@/lib/storage/reach/fold-reach";
import { forgetUserDays } from "@/lib/storage/reach/forget-user-days";
import { markReachReady } from "@/lib/storage/reach/mark-reach-ready";
import { reopenReachScopes } from "@/lib/storage/reach/reopen-reach-scopes";
import { pruneReach } from "@/workers/rollup/fold-reach";
import {
  counted,
  dayMs,
  expectCounted,
  makeWorld,
  prisma,
  random,
  type Seen,
  store,
  update,
  type World,
} from "./reach-world.fixture";
import { updateReach } from "./update-reach";

afterAll(() => prisma.$disconnect());

/** From one border of 64 days over the next two, with the clocks set back in Berlin on 25 October 2026. */
const from = Date.parse("2026-09-20T00:00:00Z");
const span = 150 * dayMs;

describe("updateReach", () => {
  it("counts what the events say, whatever comes, becomes invalid or is deleted, in whatever order", async () => {
    const world = await makeWorld();
    const next = random(11);
    const pick = <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)] as Value;
    const users = Array.from({ length: 6 }, () => randomUUID());
    const instant = () => {
      const at = from + Math.floor(next() * span);
      // some close to the midnights of the zones
      return next() < 0.4 ? Math.floor(at / 900_000) * 900_000 - Math.floor(next() * 2) : at;
    };
    for (let round = 0; round < 25; round += 1) {
      const touched: Seen[] = [];
      for (let no = 0; no < 1 + next() * 8; no += 1) {
        const seen = {
          id: randomUUID(),
          user: pick(users),
          campaign: pick(world.campaigns).id,
          at: instant(),
          filtered: next() < 0.3,
        };
        await store(seen);
        world.events.push(seen);
        touched.push(seen);
      }
      await update(touched.splice(0), next() < 0.5 ? "late_data" : undefined);
      for (const seen of world.events.filter(() => next() < 0.04)) {
        seen.filtered = !seen.filtered;
        await prisma.$executeRaw`update journey_event set filtered = ${seen.filtered} where user_key = ${seen.user}::uuid and event_id = ${seen.id}`;
        touched.push(seen);
      }
      for (const seen of world.events.filter(() => next() < 0.04)) {
        world.events.splice(world.events.indexOf(seen), 1);
        await prisma.$executeRaw`delete from journey_event where user_key = ${seen.user}::uuid and event_id = ${seen.id}`;
        touched.push(seen);
      }
      await update(touched);
      if (next() < 0.3) await foldReach(prisma, 1 + Math.floor(next() * 200));
      if (round % 5 === 4) await expectCounted(world);
    }
    while ((await foldReach(prisma, 100)) > 0);
    await expectCounted(world);
  });

  it("writes nothing when it is done again, and nothing for a click or a campaign that nobody knows", async () => {
    const world = await makeWorld();
    const seen = { id: "1", user: randomUUID(), campaign: world.campaigns[0]?.id ?? "", at: from, filtered: false };
    await store(seen);
    world.events.push(seen);
    await update([seen]);
    const written = async () =>
      await prisma.$queryRaw`
        select (select count(*) from reach_delta) as deltas, (select max(id) from reach_delta) as newest,
          (select sum(xmin::text::bigint) from user_days) as versions`;
    const before = await written();
    await update([seen]);
    await update([seen], "late_data");
    await update([{ ...seen, at: from + 3 * dayMs }]);
    await update([{ ...seen, campaign: `${world.prefix}-nobody` }]);
    expect(await written()).toEqual(before);
    await expectCounted(world);
  });

  it("looks through five years of a user's journey without a probe for each day", async () => {
    const world = await makeWorld();
    const user = randomUUID();
    const campaign = world.campaigns[2]?.id ?? "";
    for (const at of [from - 1700 * dayMs, from - 1699 * dayMs, from, from + 92 * dayMs]) {
      const seen = { id: randomUUID(), user, campaign, at, filtered: at === from };
      await store(seen);
      world.events.push(seen);
    }
    await update(world.events);
    await expectCounted(world);
    // as a job does, which does not know when the journey ends
    const [first] = world.events.splice(0, 1);
    await prisma.$executeRaw`delete from journey_event where user_key = ${user}::uuid and event_id = ${first?.id}`;
    await prisma.$transaction((db) =>
      updateReach(db, [{ userKey: user, campaignId: campaign, from: Date.UTC(1900, 0), to: Date.UTC(9000, 0) }]),
    );
    await expectCounted(world);
  });
});

describe("a user that is erased", () => {
  it("is gone from the days kept and from the counts, and others stay", async () => {
    const world = await makeWorld();
    const [erased, other] = [randomUUID(), randomUUID()];
    for (const [no, campaign] of world.campaigns.entries()) {
      for (const user of [erased, other]) {
        const seen = {
          id: randomUUID(),
          user,
          campaign: campaign.id,
          at: from + no * 40 * dayMs,
          filtered: no % 2 === 0,
        };
        await store(seen);
        world.events.push(seen);
      }
    }
    await update(world.events);
    while ((await foldReach(prisma, 1000)) > 0);
    await prisma.$executeRaw`delete from journey_event where user_key = ${erased}::uuid`;
    world.events = world.events.filter((seen) => seen.user === other);
    expect(await prisma.$transaction((db) => forgetUserDays(db, erased))).toBeGreaterThan(10);
    await expectCounted(world);
    while ((await foldReach(prisma, 1000)) > 0);
    await expectCounted(world);
    expect(await prisma.$queryRaw`select from user_days where user_key = ${erased}::uuid`).toEqual([]);
    expect(await prisma.$transaction((db) => forgetUserDays(db, erased))).toBe(0);
  });
});

describe("another zone, or another advertiser", () => {
  it("is counted at once for what comes, and for all that was when the jobs are done", async () => {
    const world = await makeWorld();
    const users = [randomUUID(), randomUUID()];
    const see = async (campaign: string, at: number, user: string) => {
      const seen = { id: randomUUID(), user, campaign, at, filtered: false };
      await store(seen);
      world.events.push(seen);
      return seen;
    };
    for (const [no, { id }] of world.campaigns.entries())
      for (const user of users) await update([await see(id, from + no * dayMs, user)]);
    await expectCounted(world);

    const [berlin, sibling, kathmandu] = world.campaigns as [Campaign, Campaign, Campaign];
    const former = berlin.advertiser;
    Object.assign(berlin, { advertiser: kathmandu.advertiser, zone: kathmandu.zone });
    const jobs = await prisma.$transaction(async (db) => {
      await db.$executeRaw`update campaign set advertiser_id = ${berlin.advertiser} where id = ${berlin.id}`;
      const needed = await reopenReachScopes(db, [berlin.id], [former]);
      await db.$executeRaw`insert into correlate_job (kind, campaign_id, created_by) select 'reach', unnest(${needed}::text[]), 'test'`;
      return needed;
    });
    const ofBoth = world.campaigns.filter((each) => each === sibling || each.advertiser === berlin.advertiser);
    expect(jobs).toEqual(ofBoth.map((each) => each.id).sort());
    await update([await see(berlin.id, from + 20 * dayMs, users[0] ?? "")], "late_data");
    expect(await unready(world)).toEqual([
      `advertiser ${former} Europe/Berlin`,
      `advertiser ${berlin.advertiser} Asia/Kathmandu`,
      `campaign ${berlin.id} Asia/Kathmandu`,
    ]);

    for (const job of jobs) {
      for (const user of users) {
        const own = world.events.filter((seen) => seen.campaign === job && seen.user === user);
        await update(own, "catalogue");
      }
      await prisma.$executeRaw`update correlate_job set state = 'done' where kind = 'reach' and campaign_id = ${job}`;
      await markReachReady(prisma, job);
      const left = jobs.slice(jobs.indexOf(job) + 1);
      expect((await unready(world)).some((scope) => scope.startsWith(`advertiser ${berlin.advertiser}`))).toBe(
        left.some((each) => each !== sibling.id),
      );
    }
    expect(await unready(world)).toEqual([]);
    await expectCounted(world);
  });
});

type Campaign = World["campaigns"][number];

async function unready({ prefix }: World): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ scope: string }[]>`
    select concat_ws(' ', kind, ref, time_zone) as scope from reach_scope
    where not ready and ref like ${`${prefix}-%`} order by 1`;
  return rows.map((row) => row.scope);
}

describe("what is older than events are kept", () => {
  it("is not counted any more, and what is younger stays as it was", async () => {
    const world = await makeWorld();
    const [user, campaign] = [randomUUID(), world.campaigns[2]?.id ?? ""];
    const first = 64 * Math.floor((from - 1000 * dayMs) / dayMs / 64);
    const ages = [0, 70, 200, 260];
    for (const age of ages) {
      const seen = { id: randomUUID(), user, campaign, at: (first + age) * dayMs, filtered: false };
      await store(seen);
      world.events.push(seen);
    }
    await update(world.events);
    while ((await foldReach(prisma, 1000)) > 0);
    await pruneReach({ prisma }, new Date((first + 198) * dayMs), new AbortController().signal);
    const kept = async () => {
      const rows = await prisma.$queryRaw<{ block: number }[]>`
        select distinct block - ${first / 64}::integer as block from user_days where user_key = ${user}::uuid order by 1`;
      return rows.map((row) => row.block);
    };
    // 92 days before the first that is counted are looked at
    expect(await kept()).toEqual([1, 3, 4]);
    const days = async () =>
      [...(await counted(world.prefix, "net")).keys()].filter((key) => key.includes(world.prefix));
    const young = (await days()).length;
    // two days, in two calendars of the campaign and one of its advertiser
    expect(young).toBe(2 * 3);
    await update(world.events);
    expect(await days()).toHaveLength(young);
    expect(await kept()).toEqual([1, 3, 4]);
    await prisma.$executeRaw`update reach_scope set since = '1970-01-01'`;
  });
});
