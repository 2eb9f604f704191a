import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { event, randomJourney, rules, seeded, shuffled } from "@/lib/attribution/journey.fixture";
import type { CorrelateMessage } from "@/lib/contracts/correlate";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { eraseJourneys } from "@/workers/erase/erase-events";
import { correlatePairs } from "../correlate-pairs";
import {
  expectedCredits,
  flip,
  makeCampaign,
  messageOf,
  store,
  storedCredits,
  takeOutbox,
  type UserEvent,
} from "./orders.fixture";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 8);
});
beforeEach(async () => {
  await prisma.$executeRaw`delete from outbox`;
});
afterAll(() => prisma.$disconnect());

const source = `orders-test-${randomUUID()}`;
const common = { journeyEvents: 500, journeys: 100 };
/** Short windows: what touches a journey works little else of it out, which could mend it by chance. */
const short = { ...rules, clickWindowDays: 1, viewWindowDays: 0 };

/** Several users whose conversions share a few order ids, many at the same millisecond. */
function randomUsers(random: () => number): UserEvent[] {
  const times = Array.from({ length: 4 }, () => Date.UTC(2026, 0, 1) + Math.floor(random() * 20 * 86_400_000));
  const some = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: 8 }, () => randomUUID()).flatMap((userKey) =>
    randomJourney(random, short, 6).map((each) => ({
      ...each,
      userKey,
      at: random() < 0.6 ? some(times) : each.at,
      orderId: each.kind === "conversion" ? some(["o-1", "o-2", null, "o-3"]) : null,
    })),
  );
}

/** Everything that happens to a campaign's events, in any order, with several correlators at the same time. */
async function live(campaignId: string, events: UserEvent[], random: () => number): Promise<UserEvent[]> {
  const arrivals = shuffled(events, random);
  const queue: CorrelateMessage[] = [];
  const here: UserEvent[] = [];
  let gone: string | undefined;
  while (arrivals.length > 0 || queue.length > 0) {
    const dice = random();
    const one = here[Math.floor(random() * here.length)];
    if (dice < 0.35 && arrivals.length > 0) {
      const part = arrivals.splice(0, 1 + Math.floor(random() * 8)).filter((each) => each.userKey !== gone);
      await store(prisma, campaignId, part);
      here.push(...part);
      if (part.length > 0) queue.push(messageOf(campaignId, part, source));
    } else if (dice < 0.5 && arrivals.length > 0 && one) {
      one.filtered = !one.filtered;
      await flip(prisma, campaignId, one);
      queue.push(messageOf(campaignId, [one], source));
    } else if (dice < 0.53 && gone === undefined && one) {
      gone = one.userKey;
      await erase(gone);
      here.splice(0, here.length, ...here.filter((each) => each.userKey !== gone));
    } else {
      const limits = random() < 0.3 ? { journeyEvents: 3, journeys: 2 } : common;
      const taken = [0, 1, 2, 3].flatMap(() => queue.splice(Math.floor(random() * queue.length), 1));
      await Promise.all(taken.map((each) => correlatePairs(prisma, each, limits)));
    }
    queue.push(...(await takeOutbox(prisma)));
  }
  return here;
}

async function erase(userKey: string): Promise<void> {
  const whose = { erasureId: randomUUID(), userKey, rows: 3 };
  for (let isDone = false; !isDone; ) {
    await prisma.$transaction(async (db) => {
      isDone = (await eraseJourneys(db, whose)).next?.step !== "journeys";
    });
  }
}

it.each(Array.from({ length: 6 }, (_, seed) => seed + 1))(
  "count once, whoever's they are, whatever becomes of them and however they arrive (seed %i)",
  async (seed) => {
    const random = seeded(seed);
    const campaignId = await makeCampaign(prisma, short);
    const kept = await live(campaignId, randomUsers(random), random);
    expect(await storedCredits(prisma, campaignId)).toEqual(expectedCredits(kept, short));
    const orders = await prisma.$queryRaw<object[]>`
      select o.event_id from conversion_order o left join lateral (
        select c.touch_kind from conversion_credit c where c.campaign_id = o.campaign_id and c.occurred_at = o.occurred_at
          and c.conversion_id = o.event_id limit 1
      ) c on true
      where o.campaign_id = ${campaignId} and o.credited is distinct from (c.touch_kind <> 'repeat')`;
    expect(orders).toEqual([]);
    // and once more: nothing to write, nobody to tell
    await correlatePairs(prisma, messageOf(campaignId, kept, `${source}-again`));
    expect(await takeOutbox(prisma)).toEqual([]);
    expect(await prisma.touchedRange.count({ where: { sourceId: `${source}-again` } })).toBe(0);
  },
);

const [ann, bob, cat] = [randomUUID(), randomUUID(), randomUUID()];
const bought = (userKey: string, eventId: string, at: number, more: Partial<UserEvent> = {}): UserEvent => ({
  ...event("conversion", eventId, at, { orderId: "order", ...more }),
  userKey,
});
const clicked = (userKey: string, at: number): UserEvent => ({ ...event("click", `click ${userKey}`, at), userKey });

async function kinds(campaignId: string): Promise<Record<string, string>> {
  const rows = await prisma.$queryRaw<{ id: string; kind: string }[]>`
    select distinct conversion_id as id, touch_kind as kind from conversion_credit where campaign_id = ${campaignId}`;
  return Object.fromEntries(rows.map((row) => [row.id, row.kind]));
}

async function settle(campaignId: string, events: UserEvent[]): Promise<number> {
  let messages = 0;
  for (let queue = [messageOf(campaignId, events, source)]; queue.length > 0; queue = await takeOutbox(prisma)) {
    messages += queue.length;
    for (const each of queue) await correlatePairs(prisma, each);
  }
  return messages;
}

it("take the credit from who had it when an earlier one comes, and tell nobody else", async () => {
  const campaignId = await makeCampaign(prisma, rules);
  const at = Date.UTC(2026, 4, 1);
  const first = [clicked(ann, at - 5000), bought(ann, "late", at + 2), bought(ann, "later", at + 3)];
  await store(prisma, campaignId, first);
  expect(await settle(campaignId, first)).toBe(1);
  expect(await kinds(campaignId)).toEqual({ late: "click", later: "repeat" });
  const earlier = [bought(bob, "early", at), bought(cat, "invalid", at - 1, { filtered: true })];
  await store(prisma, campaignId, earlier);
  expect(await settle(campaignId, earlier)).toBe(2);
  expect(await kinds(campaignId)).toEqual({ early: "none", late: "repeat", later: "repeat", invalid: "repeat" });
  const again = bought(bob, "early", at, { filtered: true });
  await flip(prisma, campaignId, again);
  expect(await settle(campaignId, [again])).toBe(2);
  expect(await kinds(campaignId)).toEqual({ early: "repeat", late: "click", later: "repeat", invalid: "repeat" });
  await erase(ann);
  expect((await takeOutbox(prisma)).flatMap((each) => [each.cause, ...each.pairs.map((pair) => pair.userKey)])).toEqual(
    ["erasure", cat],
  );
});

it("are those of one campaign, and a campaign's own", async () => {
  const [one, two] = [await makeCampaign(prisma, rules), await makeCampaign(prisma, rules)];
  const at = Date.UTC(2026, 4, 1);
  for (const campaignId of [one, two]) {
    const own = [bought(ann, `${campaignId} a`, at), bought(bob, `${campaignId} b`, at)];
    await store(prisma, campaignId, own);
    await settle(campaignId, own);
    expect(await kinds(campaignId)).toEqual({ [`${campaignId} a`]: "none", [`${campaignId} b`]: "repeat" });
  }
});
