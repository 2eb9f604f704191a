import type { PrismaClient } from "@/lib/storage/prisma";

/**
 * A small world of events for the tests of reports: two campaigns of one advertiser in Berlin with
 * different attribution models and one campaign of another advertiser in dollars. The same on every
 * run; ids start with `prefix`, so that tests of other files do not meet it.
 */
export const models = ["last_touch", "first_touch", "linear", "time_decay", "position"] as const;
export type Model = (typeof models)[number];

const zones = { berlin: "Europe/Berlin", york: "America/New_York" } as const;
const creatives = ["banner", "video", "native"];
const sites = ["news.example", "sport.example", "mail.example", "shop.example"];
const devices = ["desktop", "mobile", "tablet"];
const countries = ["DE", "US", "IN"];
const quarterHourMs = 900_000;

export interface WorldImpression {
  at: number;
  campaign: string;
  creative: string;
  site: string;
  device: string;
  country: string;
  user: string;
  costMicros: number;
  viewable: boolean | null;
  auction: boolean;
  filtered: boolean;
}
export type WorldClick = Omit<WorldImpression, "viewable" | "auction"> & { orphan: boolean };
export type WorldBid = Omit<WorldImpression, "creative" | "viewable" | "auction" | "costMicros">;
export type WorldCredit = Omit<WorldImpression, "viewable" | "auction" | "user"> & {
  model: Model;
  touch: "click" | "view" | "none";
  creditMicros: number;
  revenueMicros: number;
};

export interface World {
  prefix: string;
  campaigns: { id: string; advertiser: string; model: Model }[];
  impressions: WorldImpression[];
  clicks: WorldClick[];
  credits: WorldCredit[];
  bids: WorldBid[];
}

/** Makes `size` impressions and what belongs to them between two instants (epoch milliseconds). */
export function createWorld(prefix: string, from: number, to: number, size: number): World {
  const next = random(20_261_123);
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)] as Value;
  const campaigns = [
    { id: `${prefix}-one`, advertiser: `${prefix}-berlin`, model: "last_touch" as const },
    { id: `${prefix}-two`, advertiser: `${prefix}-berlin`, model: "linear" as const },
    { id: `${prefix}-usd`, advertiser: `${prefix}-york`, model: "last_touch" as const },
  ];
  // some exactly on a border of buckets, where an event belongs to the later one
  const instant = () => {
    const at = from + Math.floor(next() * (to - from));
    return next() < 0.2 ? Math.floor(at / quarterHourMs) * quarterHourMs : at;
  };
  const event = () => {
    const campaign = pick(campaigns).id;
    return {
      at: instant(),
      campaign,
      creative: `${campaign}-${pick(creatives)}`,
      site: pick(sites),
      device: pick(devices),
      country: pick(countries),
      user: `00000000-0000-4000-8000-${String(Math.floor(next() * 60)).padStart(12, "0")}`,
      costMicros: Math.floor(next() * 5000),
      filtered: next() < 0.1,
    };
  };
  const many = <Value>(count: number, make: () => Value) => Array.from({ length: Math.ceil(count) }, make);
  return {
    prefix,
    campaigns,
    impressions: many(size, () => ({ ...event(), viewable: pick([true, false, null]), auction: next() < 0.6 })),
    clicks: many(size / 5, () => ({ ...event(), orphan: next() < 0.2 })),
    bids: many(size / 2, event).map(({ creative: _, costMicros: __, ...bid }) => bid),
    credits: many(size / 10, () => {
      const conversion = { ...event(), touch: pick(["click", "view", "none"] as const) };
      const paid = conversion.touch !== "none";
      return models.map((model) => ({
        ...conversion,
        model,
        creative: `${conversion.campaign}-${pick(creatives)}`,
        creditMicros: paid ? pick([333_333, 500_000, 1_000_000]) : 0,
        revenueMicros: paid ? Math.floor(next() * 90_000_000) : 0,
      }));
    }).flat(),
  };
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Stores the catalogue of a world. */
export async function insertCatalogue(prisma: PrismaClient, { prefix, campaigns }: World): Promise<void> {
  await prisma.advertiser.createMany({
    data: [
      { id: `${prefix}-berlin`, name: "Berlin", timeZone: zones.berlin, currency: "EUR" },
      { id: `${prefix}-york`, name: "York", timeZone: zones.york, currency: "USD" },
    ],
  });
  await prisma.campaign.createMany({
    data: campaigns.map(({ id, advertiser, model }) => ({
      id,
      advertiserId: advertiser,
      name: `Campaign ${id}`,
      attributionModel: model,
    })),
  });
  await prisma.creative.createMany({
    data: campaigns.flatMap(({ id }) => [{ id: `${id}-banner`, campaignId: id, name: "The banner" }]),
  });
}

/** Stores the events of a world straight into the tables. */
export async function insertEvents(prisma: PrismaClient, world: World): Promise<void> {
  const common = (event: WorldBid, index: number) => ({
    eventId: `${world.prefix}-${index}`,
    occurredAt: new Date(event.at),
    receivedAt: new Date(event.at),
    sourceId: "fixture",
    batchId: "fixture",
    userKey: event.user,
    campaignId: event.campaign,
    site: event.site,
    device: event.device,
    country: event.country,
    filterReason: event.filtered ? "known_crawler" : null,
  });
  const agent = { browser: "firefox", os: "linux" };
  await prisma.impression.createMany({
    data: world.impressions.map((event, index) => ({
      ...common(event, index),
      ...agent,
      creativeId: event.creative,
      costMicros: event.costMicros,
      viewable: event.viewable,
      auctionId: event.auction ? `auction-${index}` : null,
    })),
  });
  await prisma.click.createMany({
    data: world.clicks.map((event, index) => ({
      ...common(event, index),
      ...agent,
      creativeId: event.creative,
      costMicros: event.costMicros,
      matchState: event.orphan ? "orphan" : "matched",
    })),
  });
  await prisma.bidRequest.createMany({
    data: world.bids.map((event, index) => ({ ...common(event, index), auctionId: `auction-${index}` })),
  });
  await prisma.conversionCredit.createMany({
    data: world.credits.map((credit, index) => ({
      conversionId: `${world.prefix}-${Math.floor(index / models.length)}`,
      occurredAt: new Date(credit.at),
      campaignId: credit.campaign,
      model: credit.model,
      position: credit.touch === "none" ? 0 : 1,
      touchKind: credit.touch,
      creativeId: credit.creative,
      site: credit.site,
      device: credit.device,
      country: credit.country,
      creditMicros: credit.creditMicros,
      revenueMicros: credit.revenueMicros,
      costMicros: credit.costMicros,
      filtered: credit.filtered,
    })),
  });
}

/** Refreshes every aggregate, the finer levels first, over whole UTC days around the range. */
export async function refreshAggregates(prisma: PrismaClient, from: number, to: number): Promise<void> {
  const dayMs = 86_400_000;
  const start = new Date(Math.floor(from / dayMs) * dayMs).toISOString();
  const end = new Date(Math.ceil(to / dayMs) * dayMs).toISOString();
  const views = await prisma.$queryRaw<{ name: string }[]>`
    select view_name as name from timescaledb_information.continuous_aggregates
    order by array_position(array['15m', '1h', '1d'], substring(view_name from '[^_]+$')), view_name`;
  for (const { name } of views) {
    await prisma.$executeRaw`
      call refresh_continuous_aggregate(${name}::regclass, ${start}::timestamptz, ${end}::timestamptz)`;
  }
}
