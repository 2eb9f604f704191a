import type { PrismaClient } from "@/lib/storage/prisma";

/**
 * A small world for the tests of the funnel, of conversion types, of lag and of days: impressions with and without
 * auctions, clicks with orphans, and conversions with their touch. The same on every run; ids start with `prefix`.
 */
export interface FunnelWorld {
  prefix: string;
  campaigns: string[];
  bids: Event[];
  impressions: (Event & { auction: boolean; bid: boolean; viewable: boolean | null })[];
  clicks: (Event & { orphan: boolean })[];
  conversions: Conversion[];
}

interface Event {
  at: number;
  campaign: string;
  /** The rule that marked it; null when it is valid. */
  rule: string | null;
}
export type Conversion = Event & {
  type: string;
  valueMicros: number;
  touch: "click" | "view" | "none" | "repeat";
  /** Of a click or view. */
  lagMs: number;
};

const rules = ["known_crawler", "user_rate"];
const types = ["purchase", "signup", "lead", "=1+1"];
const hourMs = 3_600_000;
const edges = [0, 1, 2, 3, 6, 12, 24, 48, 168, 720, 2160];

/** Makes `size` impressions and what belongs to them between two instants (epoch milliseconds). */
export function createFunnelWorld(prefix: string, from: number, to: number, size: number): FunnelWorld {
  const next = random(20_261_124);
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)] as Value;
  const campaigns = [`${prefix}-berlin`, `${prefix}-nepal`];
  const event = (): Event => {
    const at = from + Math.floor(next() * (to - from));
    const quarter = Math.floor(at / 900_000) * 900_000;
    return {
      at: next() < 0.2 ? quarter : at,
      campaign: pick(campaigns),
      rule: next() < 0.15 ? pick(rules) : null,
    };
  };
  const many = <Value>(count: number, make: () => Value) => Array.from({ length: Math.ceil(count) }, make);
  // some exactly at an edge of the steps
  const lagMs = () => pick(edges) * hourMs + (next() < 0.3 ? 0 : Math.floor(next() * hourMs * 20));
  return {
    prefix,
    campaigns,
    bids: many(size, event),
    impressions: many(size, () => {
      const [auction, bid] = [next() < 0.7, next() < 0.6];
      return { ...event(), auction, bid, viewable: pick([true, false, null]) };
    }),
    clicks: many(size / 5, () => ({ ...event(), orphan: next() < 0.3 })),
    conversions: many(size / 2, () => ({
      ...event(),
      type: pick(types),
      valueMicros: Math.floor(next() * 90_000_000),
      touch: pick(["click", "click", "view", "none", "repeat"] as const),
      lagMs: Math.min(lagMs(), 2160 * hourMs),
    })),
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

/** Stores the catalogue: one advertiser in Berlin, one in Kathmandu, with a campaign each. */
export async function insertFunnelCatalogue(prisma: PrismaClient, { campaigns }: FunnelWorld): Promise<void> {
  const zones = ["Europe/Berlin", "Asia/Kathmandu"];
  await prisma.advertiser.createMany({
    data: campaigns.map((id, index) => ({ id, name: id, timeZone: zones[index] ?? "UTC", currency: "EUR" })),
  });
  await prisma.campaign.createMany({
    data: campaigns.map((id) => ({ id, advertiserId: id, name: id, attributionModel: "last_touch" })),
  });
}

/** Stores the events straight into the tables, conversions with the credits of two models. */
export async function insertFunnelEvents(prisma: PrismaClient, world: FunnelWorld): Promise<void> {
  const common = (event: Event, index: number) => ({
    eventId: `${world.prefix}-${index}`,
    occurredAt: new Date(event.at),
    receivedAt: new Date(event.at),
    sourceId: "fixture",
    batchId: "fixture",
    userKey: "00000000-0000-4000-8000-000000000001",
    campaignId: event.campaign,
    device: "tv",
    country: "XX",
    filterReason: event.rule,
  });
  const place = { site: "s.example", browser: "b", os: "o", creativeId: "c", costMicros: 0 };
  await prisma.impression.createMany({
    data: world.impressions.map((event, index) => ({
      ...common(event, index),
      ...place,
      viewable: event.viewable,
      auctionId: event.auction ? `auction-${index}` : null,
      ...(event.bid && { bidId: `bid-${index}`, bidAt: new Date(event.at - 1000) }),
    })),
  });
  await prisma.click.createMany({
    data: world.clicks.map((event, index) => ({
      ...common(event, index),
      ...place,
      matchState: event.orphan ? "orphan" : "matched",
    })),
  });
  await prisma.bidRequest.createMany({
    data: world.bids.map((event, index) => ({ ...common(event, index), site: "s", auctionId: `auction-${index}` })),
  });
  await prisma.conversion.createMany({
    data: world.conversions.map((event, index) => ({
      ...common(event, index),
      conversionType: event.type,
      valueMicros: event.valueMicros,
    })),
  });
  await prisma.conversionCredit.createMany({
    data: world.conversions.flatMap((conversion, index) => creditsOf(conversion, `${world.prefix}-${index}`)),
  });
}

/** Last touch credits the touch; linear shares with another one before it. */
function creditsOf(conversion: Conversion, conversionId: string) {
  const { touch, valueMicros, lagMs } = conversion;
  const isCredited = touch === "click" || touch === "view";
  const credit = (model: string, position: number, creditMicros: number, more: object = {}) => ({
    conversionId,
    occurredAt: new Date(conversion.at),
    campaignId: conversion.campaign,
    model,
    position,
    touchKind: touch,
    ...(isCredited && { touchId: "t", touchAt: new Date(conversion.at - lagMs) }),
    creativeId: "c",
    site: "s.example",
    device: "tv",
    country: "XX",
    creditMicros,
    revenueMicros: isCredited ? Math.round((valueMicros * creditMicros) / 1e6) : 0,
    costMicros: 0,
    filtered: conversion.rule !== null,
    ...more,
  });
  if (!isCredited) return ["last_touch", "linear"].map((model) => credit(model, 0, 0));
  return [
    credit("last_touch", 1, 1_000_000),
    credit("linear", 1, 333_333, { touchAt: new Date(conversion.at - lagMs - hourMs) }),
    credit("linear", 2, 666_667),
  ];
}
