import { createHash } from "node:crypto";
import { correlatePair, type IsRepeat } from "@/lib/attribution/correlate-pair";
import {
  type CampaignRules,
  type ClickMatch,
  type Credit,
  compareJourney,
  type JourneyEvent,
} from "@/lib/attribution/journey";
import { randomJourney, seeded } from "@/lib/attribution/journey.fixture";
import { getEnv } from "@/lib/config/env";
import type { AttributionModel } from "@/lib/contracts/catalog";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";

export { event } from "@/lib/attribution/journey.fixture";

export interface Journey {
  userKey: string;
  events: JourneyEvent[];
}

/** One campaign with journeys of several users: what roles ingest and correlate would have stored of them. */
export interface AttributionWorld {
  campaignId: string;
  rules: CampaignRules;
  model: AttributionModel;
  timeZone: string;
  journeys: Journey[];
  /** By the rule of orders: of one order the first valid conversion counts, else the first. */
  isRepeat: IsRepeat;
  clicks: ClickMatch[];
  credits: Credit[];
}

type Input = Pick<AttributionWorld, "campaignId" | "rules"> & Partial<Pick<AttributionWorld, "model" | "timeZone">>;

/** Works a world out of its journeys, in the plainest way. */
export function toWorld(input: Input & { journeys: Journey[] }): AttributionWorld {
  const { model = "last_touch", timeZone = "Europe/Berlin", journeys } = input;
  const counted = new Map<string, JourneyEvent>();
  const conversions = journeys.flatMap(({ events }) => events).filter((event) => event.kind === "conversion");
  for (const conversion of conversions.sort(
    (a, b) => Number(a.filtered) - Number(b.filtered) || compareJourney(a, b),
  )) {
    if (conversion.orderId !== null && !counted.has(conversion.orderId)) counted.set(conversion.orderId, conversion);
  }
  const isRepeat: IsRepeat = (event) => event.orderId !== null && counted.get(event.orderId)?.eventId !== event.eventId;
  const results = journeys.map(({ events }) => correlatePair(events, input.rules, isRepeat));
  return {
    ...input,
    model,
    timeZone,
    isRepeat,
    clicks: results.flatMap(({ clicks }) => clicks),
    credits: results.flatMap(({ credits }) => credits),
  };
}

/** Makes journeys of chance, a third of the conversions with one of a few order ids. */
export function randomWorld(input: Input & { seed: number; users: number; size: number }): AttributionWorld {
  const random = seeded(input.seed);
  const journeys = Array.from({ length: input.users }, (_, user) => ({
    userKey: userKeyOf(`${input.campaignId} ${user}`),
    events: randomJourney(random, input.rules, input.size).map((event) => ({
      ...event,
      eventId: `${input.campaignId} ${user} ${event.eventId}`,
      orderId:
        event.kind === "conversion" && random() < 0.33 ? `order ${Math.floor(random() * input.users * 2)}` : null,
    })),
  }));
  return toWorld({ ...input, journeys });
}

/** A user key for a name. */
export function userKeyOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** As {@link insertWorld}, into the tests' database, for tests that have no client. */
export async function storeWorld(world: AttributionWorld): Promise<void> {
  const prisma = createPrisma(getEnv().DATABASE_URL, 1);
  await insertWorld(prisma, world).finally(() => prisma.$disconnect());
}

/** Stores a world's catalogue, events, orders and credits. */
export async function insertWorld(prisma: PrismaClient, world: AttributionWorld): Promise<void> {
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  await insertCredits(prisma, world);
}

async function insertCatalogue(prisma: PrismaClient, { campaignId, rules, model, timeZone }: AttributionWorld) {
  const advertiserId = `${campaignId} advertiser`;
  await prisma.advertiser.create({ data: { id: advertiserId, name: "A", timeZone, currency: "EUR" } });
  await prisma.campaign.create({
    data: { ...rules, id: campaignId, advertiserId, name: `Campaign ${campaignId}`, attributionModel: model },
  });
  await prisma.creative.createMany({
    data: [{ id: `creative-0`, campaignId, name: "The first creative" }],
    skipDuplicates: true,
  });
}

async function insertEvents(prisma: PrismaClient, { campaignId, journeys, clicks, isRepeat }: AttributionWorld) {
  const matches = new Map(clicks.map((match) => [match.eventId, match]));
  const rows = journeys.flatMap(({ userKey, events }) =>
    events.map((event) => ({ ...event, userKey, campaignId, occurredAt: new Date(event.at) })),
  );
  await prisma.journeyEvent.createMany({
    data: rows.map(({ at: _, ...row }) => ({ ...row, marks: [] })),
  });
  const common = ({ eventId, occurredAt, userKey, device, country, filtered }: (typeof rows)[number]) => ({
    ...{ eventId, occurredAt, userKey, campaignId, device, country, marks: [] },
    ...{ receivedAt: occurredAt, sourceId: "fixture", batchId: "fixture-batch" },
    filterReason: filtered ? "known_crawler" : null,
  });
  await prisma.click.createMany({
    data: rows
      .filter((row) => row.kind === "click")
      .map((row) => {
        const { at: _, impressionAt, ...match } = matches.get(row.eventId) ?? ({} as ClickMatch);
        const told = { sentCreativeId: row.creativeId, sentSite: row.site, costMicros: 0, browser: "b", os: "o" };
        return {
          ...common(row),
          ...told,
          ...match,
          impressionAt: impressionAt === null ? null : new Date(impressionAt),
        };
      }),
  });
  const conversions = rows.filter((row) => row.kind === "conversion");
  await prisma.conversion.createMany({
    data: conversions.map((row) => ({
      ...common(row),
      ...{ creativeId: row.creativeId, site: row.site, orderId: row.orderId },
      ...{ conversionType: "purchase", valueMicros: row.valueMicros ?? 0n },
    })),
  });
  await prisma.eventKey.createMany({
    data: conversions.map(({ eventId, occurredAt }) => ({
      ...{ kind: "conversion", eventId, occurredAt, receivedAt: occurredAt },
      ...{ contentHash: Buffer.alloc(32), timeGivenByUs: false },
    })),
  });
  await prisma.conversionOrder.createMany({
    data: conversions.flatMap((row) => {
      const { orderId, filtered, occurredAt, eventId, userKey } = row;
      return orderId === null
        ? []
        : [{ campaignId, orderId, filtered, occurredAt, eventId, userKey, credited: !isRepeat(row) }];
    }),
  });
}

async function insertCredits(prisma: PrismaClient, { campaignId, credits }: AttributionWorld): Promise<void> {
  await prisma.conversionCredit.createMany({
    data: credits.map(({ at, touchAt, ...credit }) => ({
      ...credit,
      campaignId,
      occurredAt: new Date(at),
      touchAt: touchAt === null ? null : new Date(touchAt),
    })),
  });
}

/** Refreshes the aggregates of credits, the finer levels first, over all of a world's time. */
export async function refreshCredits(prisma: PrismaClient): Promise<void> {
  const views = await prisma.$queryRaw<{ name: string }[]>`
    select view_name as name from timescaledb_information.continuous_aggregates where starts_with(view_name, 'credit_by_')
    order by array_position(array['15m', '1h', '1d'], substring(view_name from '[^_]+$')), view_name`;
  for (const { name } of views) {
    await prisma.$executeRaw`
      call refresh_continuous_aggregate(${name}::regclass, '2025-12-01'::timestamptz, '2026-11-01'::timestamptz)`;
  }
}
