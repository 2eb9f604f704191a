import { afterAll, beforeAll, expect, it } from "vitest";
import { overviewSchema } from "@/lib/contracts/overview";
import { labeller } from "@/lib/read-models/campaigns/recompute.fixture";
import {
  createWorld,
  insertCatalogue,
  insertEvents,
  refreshAggregates,
} from "@/lib/read-models/campaigns/report-world.fixture";
import { everyAdvertiser, onlyAdvertisers } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getOverview } from "./get-overview";

// Berlin sets its clock back on 29 October
const from = Date.parse("2023-10-20T00:00:00Z");
const to = Date.parse("2023-11-06T00:00:00Z");
const clock = { now: () => new Date("2023-11-05T09:30:00Z") };
const world = createWorld("overview", from, to, 2500);
const url = "https://console.example";
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(() => prisma.$disconnect());

it("counts yesterday, the days before and the month by the advertiser's own calendar", async () => {
  const { advertisers } = overviewSchema.parse(await getOverview(everyAdvertiser, url, prisma, clock));
  const berlin = advertisers.find(({ advertiserId }) => advertiserId === "overview-berlin");
  expect(berlin?.timeZone).toBe("Europe/Berlin");
  const own = new Set(["overview-one", "overview-two"]);
  const dayOf = labeller("day", "Europe/Berlin");
  const dates = new Map<string, number>();
  for (const { at, campaign, filtered } of world.impressions) {
    if (filtered || !own.has(campaign)) continue;
    const date = new Date(dayOf(at)).toISOString();
    dates.set(date, (dates.get(date) ?? 0) + 1);
  }
  const midnight = (date: string) =>
    [...dates].find(([start]) => start === new Date(dayOf(Date.parse(`${date}T12:00:00Z`))).toISOString())?.[1] ?? 0;
  expect(berlin?.yesterday.impressions).toBe(midnight("2023-11-04"));
  expect(berlin?.dayBefore.impressions).toBe(midnight("2023-11-03"));
  expect(berlin?.weekBefore.impressions).toBe(midnight("2023-10-28"));
  const month = ["01", "02", "03", "04", "05"].map((day) => midnight(`2023-11-${day}`));
  expect(berlin?.monthToDate.impressions).toBe(month.reduce((sum, count) => sum + count, 0));
  expect(berlin?.costTrend).toHaveLength(14);
  expect(berlin?.costTrend.at(-1)).toBe(berlin?.yesterday.costMicros);
});

it("shows nobody anything of other advertisers", async () => {
  const overview = await getOverview(onlyAdvertisers(["overview-berlin"]), url, prisma, clock);
  expect(overview.advertisers.map(({ advertiserId }) => advertiserId)).toEqual(["overview-berlin"]);
  const named = [...overview.moves, ...overview.needs].map((each) => ("campaignId" in each ? each.campaignId : null));
  expect(named.every((id) => id === null || id === "overview-one" || id === "overview-two")).toBe(true);
  expect((await getOverview(onlyAdvertisers([]), url, prisma, clock)).advertisers).toEqual([]);
});
