import { randomUUID } from "node:crypto";
import type { TrafficMessage } from "@/lib/contracts/traffic-message";
import type { TrafficStep } from "@/lib/contracts/traffic-settings";
import type { OracleEvent } from "./oracle.fixture";

const dayMs = 86_400_000;
export const start = Date.UTC(2026, 2, 10);

/** Limits so narrow that a few hundred events run into all of them, others from the third day on. */
export function narrowSteps(): TrafficStep[] {
  const limit = (kind: "impression" | "click", seconds: number, events: number) => ({ kind, seconds, events });
  const first = Date.UTC(1900, 0);
  const later = start + 2 * dayMs + 40_000_000;
  return [
    { rule: "repeated_click", fromAt: first, enabled: true, params: { seconds: 10 }, version: 1 },
    { rule: "repeated_click", fromAt: later, enabled: true, params: { seconds: 600 }, version: 2 },
    { rule: "click_too_soon", fromAt: first, enabled: true, params: { milliseconds: 2500 }, version: 1 },
    {
      rule: "user_rate",
      fromAt: first,
      enabled: true,
      params: { limits: [limit("impression", 60, 2), limit("click", 86_400, 7), limit("click", 60, 1)] },
      version: 1,
    },
    {
      rule: "user_rate",
      fromAt: later,
      enabled: false,
      params: { limits: [limit("impression", 3600, 9)] },
      version: 3,
    },
    {
      rule: "address_rate",
      fromAt: first,
      enabled: true,
      params: { limits: [limit("impression", 60, 3), limit("click", 3600, 4)] },
      version: 1,
    },
    {
      rule: "site_rate",
      fromAt: first,
      enabled: true,
      params: { limits: [limit("impression", 60, 4), limit("click", 60, 3)] },
      version: 4,
    },
    { rule: "user_on_many_addresses", fromAt: first, enabled: true, params: { perDay: 4, perWeek: 6 }, version: 1 },
    {
      rule: "user_on_many_addresses",
      fromAt: later,
      enabled: true,
      params: { perDay: 3, perWeek: 5 },
      version: 2,
    },
    {
      rule: "click_without_impression",
      fromAt: first,
      enabled: true,
      params: { minClicks: 4, minMatchedShare: 0.5 },
      version: 1,
    },
    {
      rule: "click_without_impression",
      fromAt: later,
      enabled: true,
      params: { minClicks: 2, minMatchedShare: 0.25 },
      version: 2,
    },
  ];
}

export interface World {
  users: string[];
  addresses: string[];
  sites: string[];
  campaigns: string[];
}

export function newWorld(): World {
  const uuids = (count: number) => Array.from({ length: count }, () => randomUUID());
  return {
    users: uuids(5),
    addresses: uuids(9),
    sites: uuids(3).map((id) => `${id}.example`),
    campaigns: uuids(2).map((id) => `traffic-${id}`),
  };
}

/** Events in bursts over some days, with ties, whole seconds, and everything missing now and then. */
export function randomEvents(count: number, random: () => number, world: World): OracleEvent[] {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const bursts = Array.from({ length: 14 }, () => start + Math.floor(random() * 5 * dayMs));
  const steps = [1, 300, 1000, 10_000, 60_000, 600_000];
  return Array.from({ length: count }, (_, no) => {
    const kind = pick(["impression", "impression", "click", "click", "conversion"] as const);
    const exact = pick(bursts) + Math.floor(random() * pick(steps)) * pick([1, 1, 5]);
    const at = random() < 0.4 ? Math.floor(exact / 1000) * 1000 : exact;
    return {
      kind,
      eventId: `e${no}-${Math.floor(random() * 1e9)}`,
      at,
      userKey: pick(world.users),
      campaignId: pick(world.campaigns),
      creativeId: kind === "impression" ? "c1" : pick(["c1", "c2", null]),
      site: kind === "impression" || random() < 0.7 ? pick(world.sites) : null,
      addressKey: random() < 0.8 ? pick(world.addresses) : null,
      recordMarks: random() < 0.15 ? [pick(["known_crawler@1", "data_center_address@2"])] : [],
    };
  });
}

/** What role ingest tells of events that it has stored. */
export function messageOf(events: readonly OracleEvent[]): TrafficMessage {
  return {
    cause: "test",
    users: events.map(({ userKey, at }) => ({ userKey, from: at, to: at })),
    addresses: events.flatMap(({ kind, addressKey, at }) =>
      addressKey && kind !== "conversion" ? [{ addressKey, from: at, to: at }] : [],
    ),
    sites: events.flatMap(({ kind, site, at }) => (site && kind !== "conversion" ? [{ site, from: at, to: at }] : [])),
    campaigns: events.flatMap(({ kind, campaignId, at }) =>
      kind === "click" ? [{ campaignId, from: at, to: at }] : [],
    ),
  };
}
