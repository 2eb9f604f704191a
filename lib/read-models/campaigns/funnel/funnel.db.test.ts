import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  conversionTypesQuerySchema,
  conversionTypesSchema,
  funnelQuerySchema,
  funnelSchema,
} from "@/lib/contracts/funnel";
import { getConversionTypes } from "@/lib/read-models/campaigns/conversion-types/get-conversion-types";
import { refreshAggregates } from "@/lib/read-models/campaigns/report-world.fixture";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { createFunnelWorld, insertFunnelCatalogue, insertFunnelEvents } from "./funnel-world.fixture";
import { getFunnel } from "./get-funnel";

// Berlin sets its clock back on 27 October 2024
const from = Date.parse("2024-10-24T00:00:00Z");
const to = Date.parse("2024-11-06T00:00:00Z");
const world = createFunnelWorld("funnel", from, to, 1500);
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertFunnelCatalogue(prisma, world);
  await insertFunnelEvents(prisma, world);
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(() => prisma.$disconnect());

const ranges = [
  { from: "2024-10-25", to: "2024-11-04", timeZone: "UTC" },
  { from: "2024-10-27", to: "2024-10-27" },
  { from: "2024-10-28T07:20:00Z", to: "2024-11-02T11:00:00Z", timeZone: "America/New_York" },
];
const cases = world.campaigns.flatMap((campaign) =>
  ranges.flatMap((range) => (["net", "gross"] as const).map((traffic) => ({ campaign, ...range, traffic }))),
);

/** What was counted of a step and why not, as a map from reasons to counts. */
type Plain = Record<string, { count: number; of?: number; reasons: Record<string, number> }>;

/** The funnel worked out from the events themselves. */
function recompute(campaign: string, traffic: "net" | "gross", start: number, end: number): Plain {
  const all = <Event extends { at: number; campaign: string }>(events: Event[]) =>
    events.filter((event) => event.campaign === campaign && event.at >= start && event.at < end);
  const valid = <Event extends { rule: string | null }>(events: Event[]) =>
    traffic === "net" ? events.filter(({ rule }) => rule === null) : events;
  const invalid = (events: { rule: string | null }[]) => {
    const counts: Record<string, number> = {};
    for (const { rule } of traffic === "net" ? events : []) {
      if (rule !== null) counts[`invalid_traffic ${rule}`] = (counts[`invalid_traffic ${rule}`] ?? 0) + 1;
    }
    return counts;
  };
  const inAll = (events: { rule: string | null }[]) => ({
    "invalid_traffic null": traffic === "net" ? events.filter(({ rule }) => rule !== null).length : 0,
  });
  const [bids, impressions, clicks, conversions] = [
    valid(all(world.bids)),
    valid(all(world.impressions)),
    valid(all(world.clicks)),
    valid(all(world.conversions)),
  ];
  const wins = impressions.filter(({ bid }) => bid).length;
  const measured = impressions.filter(({ viewable }) => viewable !== null).length;
  const viewable = impressions.filter(({ viewable }) => viewable).length;
  const orphans = clicks.filter(({ orphan }) => orphan).length;
  const touched = (...kinds: string[]) => conversions.filter(({ touch }) => kinds.includes(touch)).length;
  return {
    bid_requests: { count: bids.length, reasons: invalid(all(world.bids)) },
    wins: {
      count: wins,
      of: bids.length,
      reasons: {
        no_impression: bids.length - wins,
        outside: wins - bids.length,
        ...inAll(all(world.impressions).filter(({ bid }) => bid)),
      },
    },
    impressions: {
      count: impressions.length,
      reasons: {
        no_auction: impressions.filter(({ auction, bid }) => !auction && !bid).length,
        unknown_auction: impressions.filter(({ auction, bid }) => auction && !bid).length,
        ...invalid(all(world.impressions)),
      },
    },
    viewable: {
      count: viewable,
      of: measured,
      reasons: {
        not_measured: impressions.length - measured,
        not_viewable: measured - viewable,
        ...inAll(all(world.impressions).filter((event) => event.viewable)),
      },
    },
    clicks: {
      count: clicks.length,
      of: impressions.length,
      reasons: {
        orphan: orphans,
        outside: clicks.length - orphans - impressions.length,
        ...invalid(all(world.clicks)),
      },
    },
    conversions: {
      count: touched("click", "view"),
      of: clicks.length,
      reasons: {
        post_view: touched("view"),
        outside: touched("click") - clicks.length,
        unattributed: touched("none"),
        repeated_order: touched("repeat"),
        ...invalid(all(world.conversions)),
      },
    },
  };
}

describe("getFunnel", () => {
  it.each(cases)("$campaign $from to $to in $timeZone, $traffic, is what the events say", async (query) => {
    const funnel = funnelSchema.parse(
      await getFunnel(everyAdvertiser, query.campaign, funnelQuerySchema.parse(query), prisma),
    );
    const expected = recompute(query.campaign, query.traffic, Date.parse(funnel.from), Date.parse(funnel.to));
    expect(funnel.steps.map(({ step }) => step)).toEqual(Object.keys(expected));
    for (const { step, count, rate, reasons } of funnel.steps) {
      const plain = expected[step] ?? { count: -1, reasons: {} };
      expect({ step, count, rate }).toEqual({
        step,
        count: plain.count,
        rate: plain.of ? plain.count / plain.of : null,
      });
      const told = Object.fromEntries(
        reasons.map((each) => [
          each.reason === "invalid_traffic" ? `invalid_traffic ${each.rule}` : each.reason,
          each.count,
        ]),
      );
      const positive = Object.entries(plain.reasons).filter(([, count]) => count > 0);
      expect(told, step).toEqual(Object.fromEntries(positive));
    }
    expect(expected.conversions?.count).toBeGreaterThan(0);
  });

  it("counts the same conversions by a model that shares them", async () => {
    const query = { from: "2024-10-24", to: "2024-11-05", timeZone: "UTC", model: "linear" };
    const funnel = await getFunnel(everyAdvertiser, "funnel-berlin", funnelQuerySchema.parse(query), prisma);
    expect(funnel.steps.at(-1)?.count).toBe(recompute("funnel-berlin", "net", from, to).conversions?.count);
  });

  it.each(["funnel-none", "nul\0byte"])("has no campaign %j", async (id) => {
    await expect(getFunnel(everyAdvertiser, id, funnelQuerySchema.parse({}), prisma)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("refuses a range of more than three years", async () => {
    const query = funnelQuerySchema.parse({ from: "2020-01-01", to: "2024-01-01" });
    await expect(getFunnel(everyAdvertiser, "funnel-berlin", query, prisma)).rejects.toMatchObject({
      code: "invalid_request",
    });
  });
});

describe("getConversionTypes", () => {
  it.each(cases)("$campaign $from to $to in $timeZone, $traffic, is what the events say", async (query) => {
    const report = conversionTypesSchema.parse(
      await getConversionTypes(everyAdvertiser, query.campaign, conversionTypesQuerySchema.parse(query), prisma),
    );
    const [start, end] = [Date.parse(report.from), Date.parse(report.to)];
    const expected = new Map<string, { conversions: number; valueMicros: number }>();
    for (const { at, campaign, rule, type, valueMicros } of world.conversions) {
      if (campaign !== query.campaign || at < start || at >= end || (query.traffic === "net" && rule !== null))
        continue;
      const row = expected.get(type) ?? { conversions: 0, valueMicros: 0 };
      expected.set(type, { conversions: row.conversions + 1, valueMicros: row.valueMicros + valueMicros });
    }
    expect(expected.size).toBeGreaterThan(0);
    expect(report.rows).toHaveLength(expected.size);
    for (const { conversionType, ...row } of report.rows) expect(row).toEqual(expected.get(conversionType));
    const counts = report.rows.map(({ conversions }) => conversions);
    expect(counts).toEqual(counts.toSorted((left, right) => right - left));
  });

  it("has no campaign that there is not", async () => {
    const query = conversionTypesQuerySchema.parse({});
    await expect(getConversionTypes(everyAdvertiser, "none", query, prisma)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
