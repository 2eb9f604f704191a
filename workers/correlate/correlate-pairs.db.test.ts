import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correlatePair } from "@/lib/attribution/correlate-pair";
import type { CampaignRules, JourneyEvent } from "@/lib/attribution/journey";
import { event, randomJourney, rules, seeded, shuffled } from "@/lib/attribution/journey.fixture";
import { oracleLastTouch, oracleMatches } from "@/lib/attribution/oracle.fixture";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { correlatePairs } from "./correlate-pairs";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
afterAll(() => prisma.$disconnect());

const source = `correlate-test-${randomUUID()}`;

async function makeCampaign(campaign: CampaignRules): Promise<string> {
  const id = `campaign-${randomUUID()}`;
  await prisma.$executeRaw`insert into advertiser (id, name) values ('correlate-test', 'Test') on conflict do nothing`;
  await prisma.$executeRaw`
    insert into campaign (id, advertiser_id, name, pricing, price_micros, click_window_days, view_window_days)
    values (${id}, 'correlate-test', 'Test', ${campaign.pricing}, ${campaign.priceMicros}, ${campaign.clickWindowDays}, ${campaign.viewWindowDays})`;
  return id;
}

/** What role ingest does with events, as far as correlation sees it. */
async function store(campaignId: string, userKey: string, events: JourneyEvent[]): Promise<void> {
  for (const each of events) {
    const at = new Date(each.at);
    await prisma.$executeRaw`
      insert into journey_event (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country, value_micros, filtered)
      values (${userKey}::uuid, ${campaignId}, ${at}, ${each.kind}, ${each.eventId}, ${each.creativeId}, ${each.site}, ${each.device}, ${each.country}, ${each.valueMicros}, ${each.filtered})`;
    if (each.kind !== "click") continue;
    await prisma.$executeRaw`
      insert into click (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, sent_creative_id, sent_site, cost_micros, device, browser, os, country)
      values (${each.eventId}, ${at}, now(), ${source}, 'b', ${userKey}::uuid, ${campaignId}, ${each.creativeId}, ${each.site}, 0, ${each.device}, 'b', 'o', ${each.country})`;
  }
}

function message(campaignId: string, userKey: string, events: JourneyEvent[]) {
  const times = events.map((each) => each.at);
  return {
    sourceId: source,
    watermarks: { click: Math.max(...times) },
    pairs: [{ userKey, campaignId, from: Math.min(...times), to: Math.max(...times) }],
  };
}

interface StoredClick {
  eventId: string;
  match: string;
}

async function storedMatches(campaignId: string): Promise<Record<string, string>> {
  const rows = await prisma.$queryRaw<StoredClick[]>`
    select event_id as "eventId", concat_ws(' ', match_state, coalesce(impression_id, '-'), creative_id, site, device, country) as match
    from click where campaign_id = ${campaignId}`;
  return Object.fromEntries(rows.map((row) => [row.eventId, row.match]));
}

interface StoredCredit {
  conversionId: string;
  model: string;
  position: number;
  touchKind: string;
  touchId: string | null;
  creativeId: string;
  site: string;
  device: string;
  creditMicros: bigint;
  revenueMicros: bigint;
  costMicros: bigint;
  filtered: boolean;
}

async function storedCredits(campaignId: string): Promise<StoredCredit[]> {
  return await prisma.$queryRaw<StoredCredit[]>`
    select conversion_id as "conversionId", model, position, touch_kind as "touchKind", touch_id as "touchId",
      creative_id as "creativeId", site, device, credit_micros as "creditMicros", revenue_micros as "revenueMicros",
      cost_micros as "costMicros", filtered
    from conversion_credit where campaign_id = ${campaignId}
    order by conversion_id collate "C", model collate "C", position`;
}

function expectedCredits(journey: JourneyEvent[], campaign: CampaignRules): StoredCredit[] {
  return correlatePair(journey, campaign)
    .credits.map(({ at, touchAt, country, ...credit }) => credit)
    .sort((a, b) => order(a.conversionId, b.conversionId) || order(a.model, b.model) || a.position - b.position);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function touchedSince(id: bigint): Promise<{ id: bigint; kind: string; from: Date; to: Date }[]> {
  return await prisma.$queryRaw`
    select id, kind, from_at as "from", to_at as "to" from touched_range
    where source_id = ${source} and id > ${id} order by id`;
}

describe.each([
  ["journeys that fit into one query", { journeyEvents: 500, journeys: 100 }],
  ["journeys that are walked in slices", { journeyEvents: 3, journeys: 100 }],
])("%s", (_, limits) => {
  it.each([rules, { clickWindowDays: 7, viewWindowDays: 30, pricing: "cpm", priceMicros: 3n } as CampaignRules])(
    "end in the state that the plain rule gives, in whatever parts and order they arrive: %o",
    async (campaign) => {
      const random = seeded(limits.journeyEvents + campaign.viewWindowDays);
      for (let round = 0; round < 6; round += 1) {
        const campaignId = await makeCampaign(campaign);
        const userKey = randomUUID();
        const journey = randomJourney(random, campaign, 25);
        const arrivals = shuffled(journey, random);
        while (arrivals.length > 0) {
          const part = arrivals.splice(0, 1 + Math.floor(random() * 8));
          await store(campaignId, userKey, part);
          await correlatePairs(prisma, message(campaignId, userKey, part), limits);
        }
        expect(await storedMatches(campaignId)).toEqual(oracleMatches(journey, campaign));
        expect(await storedCredits(campaignId)).toEqual(expectedCredits(journey, campaign));
        const winners = await storedCredits(campaignId);
        expect(
          Object.fromEntries(
            winners
              .filter((credit) => credit.model === "last_touch")
              .map((credit) => [credit.conversionId, lastTouch(credit)]),
          ),
        ).toEqual(oracleLastTouch(journey, campaign));
      }
    },
  );
});

function lastTouch(credit: StoredCredit): string {
  const kind = credit.touchKind === "view" ? "impression" : credit.touchKind;
  return kind === "none" ? kind : `${kind} ${credit.touchId} ${credit.creativeId} ${credit.site} ${credit.device}`;
}

describe("what is told to role rollup", () => {
  it("is exactly the event time whose answers changed, and nothing when nothing changed", async () => {
    const campaignId = await makeCampaign(rules);
    const userKey = randomUUID();
    const first = [
      event("click", "c1", "2026-03-01T10:00:00Z"),
      event("click", "c2", "2026-03-10T10:00:00Z"),
      event("conversion", "v1", "2026-03-10T10:30:00Z"),
    ];
    await store(campaignId, userKey, first);
    const before = (await touchedSince(0n)).at(-1)?.id ?? 0n;
    await correlatePairs(prisma, message(campaignId, userKey, first));
    const told = await touchedSince(before);
    expect(told.map((range) => [range.kind, range.from.toISOString(), range.to.toISOString()]).sort()).toEqual([
      ["click", "2026-03-01T10:00:00.000Z", "2026-03-01T10:00:00.000Z"],
      ["click", "2026-03-10T10:00:00.000Z", "2026-03-10T10:00:00.000Z"],
      ["conversion_credit", "2026-03-10T10:30:00.000Z", "2026-03-10T10:30:00.000Z"],
    ]);
    const last = told.at(-1)?.id ?? before;
    await correlatePairs(prisma, message(campaignId, userKey, first));
    expect(await touchedSince(last)).toEqual([]);

    // a late impression before the first click changes that click, and the credit's creative with it
    const late = [event("impression", "i1", "2026-03-01T09:00:00Z")];
    await store(campaignId, userKey, late);
    await correlatePairs(prisma, message(campaignId, userKey, late));
    expect((await touchedSince(last)).map((range) => [range.kind, range.from.toISOString()]).sort()).toEqual([
      ["click", "2026-03-01T10:00:00.000Z"],
      ["click", "2026-03-10T10:00:00.000Z"],
      ["conversion_credit", "2026-03-10T10:30:00.000Z"],
    ]);
  });
});

it("leaves alone what retention has dropped: touches of then are not kept either", async () => {
  const campaignId = await makeCampaign(rules);
  const userKey = randomUUID();
  const journey = [event("click", "c", "2026-03-01T00:00:00Z"), event("conversion", "v", "2026-03-02T00:00:00Z")];
  await store(campaignId, userKey, journey);
  const told = message(campaignId, userKey, journey);
  await correlatePairs(prisma, told);
  const before = await storedCredits(campaignId);
  await prisma.$executeRaw`delete from journey_event where campaign_id = ${campaignId} and kind = 'click'`;
  await correlatePairs(prisma, told, undefined, Date.parse("2026-03-02T00:00:00.001Z"));
  expect(await storedCredits(campaignId)).toEqual(before);
  await correlatePairs(prisma, told, undefined, Date.parse("2026-03-02T00:00:00Z"));
  expect(await storedCredits(campaignId)).not.toEqual(before);
});

describe("two correlators at the same time", () => {
  it("come to the same end as one", async () => {
    const campaignId = await makeCampaign(rules);
    const userKey = randomUUID();
    const journey = randomJourney(seeded(7), rules, 24);
    await store(campaignId, userKey, journey);
    const messages = journey.map((each) => message(campaignId, userKey, [each]));
    for (let start = 0; start < messages.length; start += 4) {
      await Promise.all(messages.slice(start, start + 4).map((each) => correlatePairs(prisma, each)));
    }
    expect(await storedMatches(campaignId)).toEqual(oracleMatches(journey, rules));
    expect(await storedCredits(campaignId)).toEqual(expectedCredits(journey, rules));
  });
});

describe("the watermark", () => {
  it("is raised, and never lowered", async () => {
    const pairs = { sourceId: source, pairs: [] };
    await correlatePairs(prisma, { ...pairs, watermarks: { impression: 5000, bid_request: 1000 } });
    await correlatePairs(prisma, { ...pairs, watermarks: { impression: 4000, bid_request: 2000 } });
    const rows = await prisma.$queryRaw`
      select kind, (extract(epoch from watermark) * 1000)::float8 as at from watermark
      where source_id = ${source} and stage = 'correlated' and kind in ('impression', 'bid_request') order by kind`;
    expect(rows).toEqual([
      { kind: "bid_request", at: 2000 },
      { kind: "impression", at: 5000 },
    ]);
  });
});
