import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { campaignPacingSchema, campaignTrendsSchema, trendsQuerySchema } from "@/lib/contracts/campaign-trends";
import { getCampaignList } from "@/lib/read-models/campaigns/campaign-list";
import { getPacing } from "@/lib/read-models/campaigns/pacing/get-pacing";
import { listPacing } from "@/lib/read-models/campaigns/pacing/list-pacing";
import { labeller } from "@/lib/read-models/campaigns/recompute.fixture";
import {
  createWorld,
  insertCatalogue,
  insertEvents,
  refreshAggregates,
} from "@/lib/read-models/campaigns/report-world.fixture";
import { everyAdvertiser, onlyAdvertisers } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getCampaignTrends } from "./get-campaign-trends";

// Berlin sets its clock back on 27 October
const from = Date.parse("2022-10-25T00:00:00Z");
const to = Date.parse("2022-11-02T00:00:00Z");
const clock = { now: () => new Date("2022-11-01T10:20:00Z") };
const days = { from: "2022-10-25", to: "2022-10-31" };
const world = createWorld("trends", from, to, 1500);
let advertisers: string[];
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertCatalogue(prisma, world);
  const owners = await prisma.campaign.findMany({ where: { id: { startsWith: "trends-" } } });
  advertisers = owners.map(({ advertiserId }) => advertiserId);
  await insertEvents(prisma, world);
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(() => prisma.$disconnect());

describe("getCampaignTrends", () => {
  it.each(["UTC", "Europe/Berlin", "Asia/Kathmandu"])("gives what every day in %s counted", async (timeZone) => {
    const trends = await ask({ ...days, timeZone });
    const dayOf = labeller("day", timeZone);
    const labels = trends.starts.map((start) => dayOf(Date.parse(start)));
    expect(labels).toHaveLength(7);
    expect(trends.series.map(({ campaignId }) => campaignId).sort()).toEqual([
      "trends-one",
      "trends-two",
      "trends-usd",
    ]);
    for (const { campaignId, impressions, clicks } of trends.series) {
      const counted = (events: readonly { at: number; campaign: string; filtered: boolean }[]) =>
        labels.map(
          (label) =>
            events.filter((event) => !event.filtered && event.campaign === campaignId && dayOf(event.at) === label)
              .length,
        );
      expect(impressions).toEqual(counted(world.impressions));
      expect(clicks).toEqual(counted(world.clicks));
    }
  });

  it("adds up to the list of campaigns", async () => {
    const query = trendsQuerySchema.parse({ ...days, timeZone: "Europe/Berlin", traffic: "gross" });
    const [trends, list] = [
      await ask(query),
      await getCampaignList(everyAdvertiser, { ...query, format: "json" }, prisma, clock),
    ];
    for (const row of list.rows.filter(({ campaignId }) => campaignId.startsWith("trends-"))) {
      const series = trends.series.find(({ campaignId }) => campaignId === row.campaignId);
      const sum = (figures: readonly number[] = []) => figures.reduce((total, figure) => total + figure, 0);
      expect(sum(series?.costMicros)).toBe(row.costMicros);
      expect(sum(series?.conversions)).toBeCloseTo(row.conversions, 6);
    }
  });

  it("shows nothing of other advertisers", async () => {
    const query = trendsQuerySchema.parse({ ...days, timeZone: "UTC" });
    const trends = await getCampaignTrends(onlyAdvertisers(["trends-berlin"]), query, prisma, clock);
    expect(trends.series.map(({ campaignId }) => campaignId).sort()).toEqual(["trends-one", "trends-two"]);
    const foreign = { ...query, advertiserId: "trends-berlin" };
    expect((await getCampaignTrends(onlyAdvertisers(["none"]), foreign, prisma, clock)).series).toEqual([]);
  });
});

describe("listPacing", () => {
  it("says of every campaign with a budget what its own page says", async () => {
    const flight = { budgetMicros: 5_000_000n, startsOn: new Date("2022-10-27"), endsOn: new Date("2022-11-10") };
    await prisma.campaign.update({ where: { id: "trends-one" }, data: flight });
    await prisma.campaign.update({
      where: { id: "trends-usd" },
      data: { ...flight, startsOn: new Date("2022-12-01"), endsOn: new Date("2022-12-31") },
    });
    // no cost on the UTC day that the flight begins in, before it does
    await prisma.advertiser.updateMany({ where: { id: "trends-berlin" }, data: { timeZone: "UTC" } });
    const pacing = campaignPacingSchema.parse(await listPacing(onlyAdvertisers(advertisers), undefined, prisma, clock));
    expect(pacing.rows.map(({ campaignId }) => campaignId).sort()).toEqual(["trends-one", "trends-usd"]);
    for (const row of pacing.rows) {
      const { state, pace, spentMicros, flightDays, elapsedDays } = await getPacing(
        everyAdvertiser,
        row.campaignId,
        prisma,
        clock,
      );
      expect(row).toEqual({ campaignId: row.campaignId, state, pace, spentMicros, flightDays, elapsedDays });
    }
    expect(pacing.rows.find(({ campaignId }) => campaignId === "trends-one")?.spentMicros).toBeGreaterThan(0);
    expect((await listPacing(onlyAdvertisers(["none"]), undefined, prisma, clock)).rows).toEqual([]);
  });
});

async function ask(query: Record<string, unknown>) {
  return campaignTrendsSchema.parse(
    await getCampaignTrends(everyAdvertiser, trendsQuerySchema.parse(query), prisma, clock),
  );
}
