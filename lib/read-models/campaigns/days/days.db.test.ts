import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Days, daysQuerySchema, daysSchema, lagEdgesHours, lagQuerySchema, lagSchema } from "@/lib/contracts/lag";
import {
  createFunnelWorld,
  insertFunnelCatalogue,
  insertFunnelEvents,
} from "@/lib/read-models/campaigns/funnel/funnel-world.fixture";
import { getLag } from "@/lib/read-models/campaigns/lag/get-lag";
import { labeller } from "@/lib/read-models/campaigns/recompute.fixture";
import { refreshAggregates } from "@/lib/read-models/campaigns/report-world.fixture";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getDays } from "./get-days";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
// Berlin sets its clock back on 27 October 2024, in the middle of the touches
const from = Date.parse("2024-10-29T00:00:00Z");
const to = Date.parse("2024-11-20T00:00:00Z");
const now = new Date("2024-11-20T10:20:00Z");
const windowDays = 7;
const world = createFunnelWorld("days", from, to, 2400);
// no lag is longer than the window
for (const conversion of world.conversions) conversion.lagMs = Math.min(conversion.lagMs, windowDays * dayMs);
const touchOf = (conversion: (typeof world.conversions)[number]) => conversion.at - conversion.lagMs;
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertFunnelCatalogue(prisma, world);
  await prisma.campaign.updateMany({
    where: { id: { in: world.campaigns } },
    data: { clickWindowDays: windowDays, viewWindowDays: 1 },
  });
  await insertFunnelEvents(prisma, world);
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(async () => {
  await prisma.restatement.deleteMany({ where: { campaignId: { startsWith: "days-" } } });
  await prisma.$disconnect();
});

const ranges = [
  { from: "2024-10-23", to: "2024-11-20", timeZone: "UTC" },
  { from: "2024-10-27", to: "2024-10-27", timeZone: "Europe/Berlin" },
  { from: "2024-10-26", to: "2024-11-21", timeZone: "Asia/Kathmandu" },
  { from: "2024-10-28T07:20:00Z", to: "2024-11-18T11:00:00Z", timeZone: "America/New_York" },
];
const cases = world.campaigns.flatMap((campaign) =>
  ranges.flatMap((range) => (["net", "gross"] as const).map((traffic) => ({ campaign, ...range, traffic }))),
);

const credited = (campaign: string, traffic: string) =>
  world.conversions.filter(
    (event) =>
      event.campaign === campaign &&
      (event.touch === "click" || event.touch === "view") &&
      (traffic === "gross" || event.rule === null),
  );

describe("getLag", () => {
  it.each(cases)("$campaign $from to $to in $timeZone, $traffic, is what the events say", async (query) => {
    const lag = lagSchema.parse(
      await getLag(everyAdvertiser, query.campaign, lagQuerySchema.parse(query), prisma, { now: () => now }),
    );
    const [start, end] = [Date.parse(lag.from), Date.parse(lag.to)];
    const wanted = credited(query.campaign, query.traffic).filter(
      (event) => touchOf(event) >= start && touchOf(event) < end,
    );
    const of = (touch: string) => wanted.filter((event) => event.touch === touch);
    expect(lag).toMatchObject({
      conversions: wanted.length,
      postClickConversions: of("click").length,
      postViewConversions: of("view").length,
    });
    expect(wanted.length).toBeGreaterThan(0);
    for (const { fromHours, toHours, cumulativeShare, ...step } of lag.steps) {
      const inStep = ({ lagMs }: { lagMs: number }) => lagMs >= fromHours * hourMs && lagMs < toHours * hourMs;
      expect(step).toEqual({
        postClickConversions: of("click").filter(inStep).length,
        postViewConversions: of("view").filter(inStep).length,
      });
      const until = wanted.filter(({ lagMs }) => lagMs < toHours * hourMs).length;
      expect(cumulativeShare).toBeCloseTo(until / wanted.length, 12);
    }
    expect(lag.steps.at(-1)?.cumulativeShare).toBe(1);
    const inOrder = wanted.map(({ lagMs }) => lagMs).sort((left, right) => left - right);
    const half = inOrder[Math.ceil(inOrder.length / 2) - 1] ?? -1;
    expect(half / hourMs).toBeLessThan(lag.medianHours ?? -1);
  });

  it("has no campaign that there is not", async () => {
    await expect(getLag(everyAdvertiser, "days-none", lagQuerySchema.parse({}), prisma)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

/** The share of conversions within an age, from the lags themselves: a straight line between two edges. */
function plainShare(lags: readonly number[], ageHours: number): number {
  if (ageHours >= windowDays * 24) return 1;
  const within = (hours: number) =>
    hours >= windowDays * 24 ? 1 : lags.filter((lagMs) => lagMs < hours * hourMs).length / lags.length;
  const edges = [0, ...lagEdgesHours];
  const after = edges.findIndex((edge) => edge > ageHours);
  const [low = 0, high = 0] = edges.slice(after - 1, after + 1);
  return within(low) + ((within(high) - within(low)) * (ageHours - low)) / (high - low);
}

/** A day's state and expectation, from the conversions of its touches. */
function plainOutlook(touches: readonly number[], end: number, lags: readonly number[]) {
  if (end + windowDays * dayMs <= now.getTime()) return { state: "closed", expected: 0, settledShare: 1 };
  const shares = touches.map((at) => {
    const quarter = Math.floor(at / 900_000) * 900_000;
    return plainShare(lags, (now.getTime() - quarter - 450_000) / hourMs);
  });
  const inTheEnd = shares.reduce((sum, share) => sum + 1 / share, 0);
  const expected = shares.some((share) => share < 0.05) ? null : inTheEnd - touches.length;
  const settledShare = touches.length / inTheEnd;
  if (end > now.getTime()) return { state: "open", expected, settledShare };
  return { state: settledShare >= 0.99 ? "closed" : "settling", expected, settledShare };
}

describe("getDays", () => {
  it.each(cases)("$campaign $from to $to in $timeZone, $traffic, is what the events say", async (query) => {
    const report = await ask(query.campaign, query);
    const own = credited(query.campaign, query.traffic);
    const old = own.filter(
      (event) => touchOf(event) < Math.floor((now.getTime() - windowDays * dayMs) / 900_000) * 900_000,
    );
    const lags = old.map(({ lagMs }) => lagMs);
    expect(report.curve).toMatchObject({ basis: "campaign", conversions: old.length });
    expect(report.curve.points.at(-1)).toEqual({ hours: windowDays * 24, share: 1 });
    const label = labeller("day", query.timeZone);
    for (const day of report.days) {
      const touches = own.map(touchOf).filter((at) => label(at) === day.day);
      expect(day.conversions).toBe(touches.length);
      if (touches.length === 0) continue;
      const expected = plainOutlook(touches, endOf(day.day, label), lags);
      expect(day.state, day.day).toBe(expected.state);
      expect(day.settledShare, day.day).toBeCloseTo(expected.settledShare, 9);
      if (expected.expected === null) expect(day.expected).toBeNull();
      else expect(day.expected).toBeCloseTo(expected.expected, 6);
    }
    const names = report.days.map(({ day }) => day);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names[0]).toBe(label(Date.parse(query.from.includes("T") ? query.from : `${query.from}T12:00:00Z`)));
  });

  it("knows all states", async () => {
    const { days } = await ask("days-berlin", { from: "2024-10-26", to: "2024-11-20" });
    expect(new Set(days.map(({ state }) => state))).toEqual(new Set(["closed", "settling", "open"]));
    expect(days.some(({ state, expected }) => state === "settling" && (expected ?? 0) > 0)).toBe(true);
  });

  it("learns from the advertiser, then from everything, where the campaign has too few", async () => {
    const campaign = (id: string, advertiserId: string) => ({
      id,
      advertiserId,
      name: id,
      clickWindowDays: windowDays,
    });
    await prisma.advertiser.create({ data: { id: "days-new", name: "new" } });
    await prisma.campaign.createMany({
      data: [campaign("days-young", "days-berlin"), campaign("days-first", "days-new")],
    });
    const ofOwn = (await ask("days-berlin", {})).curve;
    expect((await ask("days-young", {})).curve).toEqual({ ...ofOwn, basis: "advertiser", ...withoutExact(ofOwn) });
    const ofAll = (await ask("days-first", {})).curve;
    expect(ofAll.basis).toBe("all");
    expect(ofAll.conversions).toBeGreaterThan(ofOwn.conversions);
    const long = new Date("1985-06-01T00:00:00Z");
    expect(await ask("days-first", { from: "1985-05-30", to: "1985-06-01" }, long)).toMatchObject({
      curve: { basis: "none", conversions: 0, points: [] },
      days: [
        { state: "settling", expected: null, settledShare: null },
        { state: "settling", expected: null, settledShare: null },
        { state: "open", expected: null, settledShare: null },
      ],
    });
  });

  it("counts the restatements of each day that belong to the asked figures", async () => {
    const at = (minute: number) => new Date(Date.parse("2024-11-19T12:00:00Z") + minute * 60_000);
    const restated = (minute: number, more: object = {}) => ({
      campaignId: "days-berlin",
      day: new Date("2024-11-01"),
      metric: "clicks",
      traffic: "net",
      fromValue: 1,
      toValue: 2,
      causes: ["late_data"],
      sourceIds: ["s"],
      at: at(minute),
      ...more,
    });
    await prisma.restatement.createMany({
      data: [
        restated(1),
        restated(2, { metric: "revenueMicros", model: "last_touch" }),
        restated(3, { metric: "revenueMicros", model: "linear" }),
        restated(4, { traffic: "gross" }),
        restated(5, { day: new Date("2024-11-02") }),
        restated(6, { campaignId: "days-nepal" }),
      ],
    });
    const { days } = await ask("days-berlin", { from: "2024-10-31", to: "2024-11-02" });
    expect(days.map(({ restatements, lastRestatedAt }) => [restatements, lastRestatedAt])).toEqual([
      [0, null],
      [2, at(2).toISOString()],
      [1, at(5).toISOString()],
    ]);
    const gross = await ask("days-berlin", { from: "2024-11-01", to: "2024-11-01", traffic: "gross" });
    expect(gross.days[0]).toMatchObject({ restatements: 1, lastRestatedAt: at(4).toISOString() });
  });

  it("has no campaign that there is not", async () => {
    await expect(ask("days-none", {})).rejects.toMatchObject({ code: "not_found" });
  });
});

/** Those of other campaigns count without what came exactly at the end of the window. */
function withoutExact(curve: Days["curve"]) {
  const old = credited("days-berlin", "net").filter(
    (event) => touchOf(event) < Math.floor((now.getTime() - windowDays * dayMs) / 900_000) * 900_000,
  );
  const inside = old.filter(({ lagMs }) => lagMs < windowDays * dayMs);
  const scale = curve.conversions / inside.length;
  return {
    conversions: inside.length,
    points: curve.points.map(({ hours, share }) => ({
      hours,
      share: hours < windowDays * 24 ? expect.closeTo(share * scale, 12) : 1,
    })),
  };
}

/** The first quarter of an hour after a calendar day. */
function endOf(day: string, label: (at: number) => string): number {
  let at = Date.parse(`${day}T00:00:00Z`);
  while (label(at) <= day) at += 900_000;
  return at;
}

async function ask(campaign: string, query: object, at = now): Promise<Days> {
  return daysSchema.parse(
    await getDays(everyAdvertiser, campaign, daysQuerySchema.parse(query), prisma, { now: () => at }),
  );
}
