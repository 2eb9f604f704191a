import { randomUUID } from "node:crypto";
import type { NatsConnection } from "nats";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dayMs } from "@/lib/attribution/journey";
import { event, randomJourney, rules, seeded } from "@/lib/attribution/journey.fixture";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { correlateSubject } from "@/lib/contracts/correlate";
import { createLogger } from "@/lib/log";
import { insertCorrelateJobs } from "@/lib/storage/correlation/jobs/insert-correlate-jobs";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { reopenReachScopes } from "@/lib/storage/reach/reopen-reach-scopes";
import { openConnection } from "@/lib/stream/connection";
import { ensureTopology } from "@/lib/stream/topology";
import { correlatePairs } from "../correlate-pairs";
import { expectedCredits, makeCampaign, messageOf, storedCredits, type UserEvent } from "../orders/orders.fixture";
import { startCorrelate } from "../start-correlate";
import { change, expectedMatches, openJobs, storeAll, storedMatches, storedRows } from "./jobs.fixture";
import { workSlice } from "./work-slice";

const kept = {
  clock: systemClock,
  env: parseEnv({
    DATABASE_URL: process.env.DATABASE_URL,
    APP_SECRET: "a secret for tests, of more than 32 characters",
  }),
};
let prisma: PrismaClient;
let nats: NatsConnection;
beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  nats = await openConnection("test of jobs", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
});
beforeEach(async () => {
  await prisma.$executeRaw`delete from correlate_job`;
  await (await nats.jetstreamManager()).streams.purge("CORRELATE_V1");
});
afterAll(async () => {
  await prisma.$executeRaw`delete from correlate_job`;
  await nats.close();
  await prisma.$disconnect();
});

const short = { ...rules, clickWindowDays: 7 };

function randomUsers(seed: number): UserEvent[] {
  const random = seeded(seed);
  return [randomUUID(), randomUUID(), randomUUID()].flatMap((userKey) =>
    randomJourney(random, rules, 20).map((each) => ({
      ...each,
      userKey,
      orderId: each.kind === "conversion" && random() < 0.5 ? "order" : null,
      filtered: false,
    })),
  );
}

async function correlatedWorld(seed: number): Promise<{ campaignId: string; events: UserEvent[] }> {
  const campaignId = await makeCampaign(prisma, rules);
  const events = randomUsers(seed);
  await storeAll(prisma, campaignId, events);
  await correlatePairs(prisma, messageOf(campaignId, events, "s"));
  return { campaignId, events };
}

async function expectRules(campaignId: string, events: UserEvent[], campaign: typeof rules): Promise<void> {
  expect(await storedMatches(prisma, campaignId)).toEqual(expectedMatches(events, campaign));
  expect(await storedCredits(prisma, campaignId)).toEqual(expectedCredits(events, campaign));
}

describe("a changed window", () => {
  it("and back again leaves the very rows that there were, by the running role", async () => {
    const campaignId = await makeCampaign(prisma, rules);
    const events = randomUsers(1);
    await storeAll(prisma, campaignId, events);
    const env = parseEnv({ DATABASE_URL: process.env.DATABASE_URL, APP_SECRET: "x".repeat(40) });
    const role = await startCorrelate({ prisma, nats, log: createLogger("test", "silent"), clock: systemClock, env });
    await nats.jetstream().publish(correlateSubject(0), JSON.stringify(messageOf(campaignId, events, "s")));
    await expect
      .poll(() => storedCredits(prisma, campaignId), { timeout: 30_000 })
      .toHaveLength(expectedCredits(events, rules).length);
    const before = await storedRows(prisma, campaignId);
    for (const [days, expected] of [
      [7, short],
      [30, rules],
    ] as const) {
      await change(prisma, campaignId, days);
      await expect.poll(() => openJobs(prisma, "credits", campaignId), { timeout: 30_000 }).toBe(0);
      await expectRules(campaignId, events, expected);
    }
    await role.stop();
    expect(expectedCredits(events, short)).not.toEqual(expectedCredits(events, rules));
    expect(await storedRows(prisma, campaignId)).toEqual(before);
    const touched = await prisma.$queryRaw<object[]>`
      select distinct cause, source_id as "sourceId", campaign_ids as "campaignIds" from touched_range
      where cause = 'catalogue' and ${campaignId} = any (campaign_ids)`;
    expect(touched).toEqual([{ cause: "catalogue", sourceId: "", campaignIds: [campaignId] }]);
  });

  it("is worked off though it is killed before and after each of its transactions", async () => {
    const { campaignId, events } = await correlatedWorld(2);
    await change(prisma, campaignId, 7);
    let kills = 0;
    for (let isDone = false; !isDone; kills += 1) {
      const context = { prisma: killedAt(1 + (kills % 3), kills % 2 === 0), nats };
      isDone = await workAll(context, 5).then(
        () => true,
        () => false,
      );
      if (kills > 300) throw new Error("it never comes to an end");
    }
    expect(kills).toBeGreaterThan(10);
    await expectRules(campaignId, events, short);
  });

  it("is worked off once for all who wait when it begins, and again for who comes later", async () => {
    const { campaignId, events } = await correlatedWorld(3);
    const other = await makeCampaign(prisma, rules);
    await change(prisma, campaignId, 9);
    await change(prisma, other, 9);
    await change(prisma, campaignId, 7);
    await workSlice({ prisma, nats, ...kept }, [], { credits: 5, reach: 5 });
    expect(await openJobs(prisma, "credits", campaignId)).toBe(1);
    expect(await openJobs(prisma, "credits", other)).toBe(1);
    await change(prisma, campaignId, 30);
    expect(await openJobs(prisma, "credits", campaignId)).toBe(2);
    await workAll({ prisma, nats }, 20);
    await expectRules(campaignId, events, rules);
  });
});

/** A client whose process is killed at its nth write, transaction or statement, before or after it. */
function killedAt(kill: number, isBefore: boolean): PrismaClient {
  let count = 0;
  return new Proxy(prisma, {
    get(target, name) {
      const real = Reflect.get(target, name);
      if (name !== "$transaction" && name !== "$executeRaw") return real;
      return async (...args: unknown[]) => {
        count += 1;
        const dies = count === kill;
        if (dies && isBefore) throw new Error("killed");
        const result = await Reflect.apply(real, target, args);
        if (dies) throw new Error("killed");
        return result;
      };
    },
  });
}

async function workAll(context: { prisma: PrismaClient; nats: NatsConnection }, limit: number): Promise<void> {
  while (await workSlice({ ...context, ...kept }, [], { credits: limit, reach: limit }));
}

describe("a job of reach", () => {
  it("counts the days of a campaign's users in slices, and then says that they are counted", async () => {
    const campaignId = await makeCampaign(prisma, rules);
    const [ann, bob] = [randomUUID(), randomUUID()];
    const start = Math.floor(Date.now() / dayMs - 30) * dayMs;
    const seen = (userKey: string, day: number, no: number): UserEvent => ({
      ...event("impression", `${userKey} ${day} ${no}`, start + day * dayMs + no),
      userKey,
    });
    const events = [0, 1, 2].flatMap((no) => [
      seen(ann, 0, no),
      seen(ann, 9, no),
      seen(bob, 3, no),
      seen(bob, 3, no + 9),
    ]);
    await storeAll(prisma, campaignId, events);
    await prisma.$transaction(async (db) => {
      await reopenReachScopes(db, [campaignId]);
      await insertCorrelateJobs(db, "reach", [campaignId], "test");
    });
    const scope = () => prisma.reachScope.findFirst({ where: { kind: "campaign", ref: campaignId, timeZone: "UTC" } });
    await workSlice({ prisma, nats, ...kept }, [], { credits: 2, reach: 2 });
    expect((await scope())?.ready).toBe(false);
    await workAll({ prisma, nats }, 2);
    expect((await scope())?.ready).toBe(true);
    const days = await prisma.$queryRaw<object[]>`
      select user_key as "userKey", sum(bit_count(gross::bit(64)))::integer as days from user_days
      where scope_id = ${(await scope())?.id} group by 1`;
    expect(new Set(days)).toEqual(
      new Set([
        { userKey: ann, days: 2 },
        { userKey: bob, days: 1 },
      ]),
    );
  });
});
