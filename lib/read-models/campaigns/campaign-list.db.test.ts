import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { campaignListSchema, reportQuerySchema } from "@/lib/contracts/reports";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getCampaignList } from "./campaign-list";
import { emptyOf, partition, recompute } from "./recompute.fixture";
import { createWorld, insertCatalogue, insertEvents, type Model, refreshAggregates } from "./report-world.fixture";

const from = Date.parse("2023-03-10T00:00:00Z");
const to = Date.parse("2023-03-14T00:00:00Z");
const world = createWorld("list", from, to, 1500);
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertCatalogue(prisma, world);
  await prisma.campaign.create({ data: { id: "list-idle", advertiserId: "list-berlin", name: "Idle" } });
  await insertEvents(prisma, world);
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(() => prisma.$disconnect());

describe("getCampaignList", () => {
  it.each([
    { timeZone: "UTC", traffic: "net", model: "campaign" },
    { timeZone: "America/New_York", traffic: "gross", model: "campaign" },
    { timeZone: "Asia/Kathmandu", traffic: "net", model: "time_decay" },
  ] as const)("gives every campaign what its events say: $timeZone, $traffic, $model", async (query) => {
    const list = await ask({ ...query, from: "2023-03-10", to: "2023-03-13", advertiserId: "list-berlin" });
    const [start, end] = [Date.parse(list.from), Date.parse(list.to)];
    const own = new Map(world.campaigns.map((campaign) => [campaign.id, campaign.model]));
    const modelOf = (id: string): Model => (query.model === "campaign" ? (own.get(id) ?? "last_touch") : query.model);
    const wanted = { traffic: query.traffic, modelOf, reach: true };
    const inReport = ({ at, campaign }: { at: number; campaign: string }) =>
      at >= start && at < end && campaign !== "list-usd";
    const parts = partition(world, (event) => (inReport(event) ? event.campaign : null));
    const all = partition(world, (event) => (inReport(event) ? "all" : null)).get("all");

    expect(list.rows.map((row) => row.campaignId).sort()).toEqual(["list-idle", "list-one", "list-two"]);
    for (const row of list.rows) {
      expect(row).toMatchObject(recompute(parts.get(row.campaignId) ?? emptyOf(world), wanted));
    }
    expect(list.totals).toEqual(recompute(all ?? emptyOf(world), wanted));
    expect(list).toMatchObject({ currency: "EUR", timeZone: query.timeZone });
    expect(list.rows[2]?.campaignId).toBe("list-idle");
  });

  it("leaves money out of totals over several currencies, never out of a row", async () => {
    const list = await ask({ from: "2023-03-10", to: "2023-03-13", timeZone: "UTC" });
    expect(list.currency).toBeNull();
    expect(list.totals).toMatchObject({ costMicros: null, revenueMicros: null, cpmMicros: null, roas: null });
    const usd = list.rows.find((row) => row.campaignId === "list-usd");
    expect(usd?.currency).toBe("USD");
    expect(usd?.costMicros).toBeGreaterThan(0);
    expect(list.totals.impressions).toBe(world.impressions.filter((event) => !event.filtered).length);
  });

  it("reports in the zone of the one advertiser that is asked for", async () => {
    const days = { from: "2023-03-12", to: "2023-03-12" };
    // New York set its clock forward on that day
    expect(await ask({ ...days, advertiserId: "list-york" })).toMatchObject({
      timeZone: "America/New_York",
      from: "2023-03-12T05:00:00.000Z",
      to: "2023-03-13T04:00:00.000Z",
    });
    expect((await ask(days)).timeZone).toBe("UTC");
  });

  it("is empty, not wrong, for an advertiser that there is not", async () => {
    const list = await ask({ advertiserId: "nobody" });
    expect(list.rows).toEqual([]);
    expect(list.totals).toMatchObject({ impressions: 0, reach: 0, costMicros: 0 });
  });

  it("tells up to when events were stored, never a time to come", async () => {
    const mark = (source: string, stage: string, watermark: string) => ({
      sourceId: `list-${source}`,
      kind: "click",
      stage,
      watermark: new Date(watermark),
    });
    const clock = { now: () => new Date("2040-01-01T12:00:00Z") };
    await prisma.watermark.createMany({
      data: [mark("one", "stored", "2040-01-01T11:00:00Z"), mark("one", "received", "2040-01-01T11:30:00Z")],
    });
    const query = reportQuerySchema.parse({});
    expect((await getCampaignList(everyAdvertiser, query, prisma, clock)).asOf).toBe("2040-01-01T11:00:00.000Z");
    await prisma.watermark.create({ data: mark("ahead", "stored", "2040-01-01T12:10:00Z") });
    expect((await getCampaignList(everyAdvertiser, query, prisma, clock)).asOf).toBe("2040-01-01T12:00:00.000Z");
    await prisma.watermark.deleteMany({ where: { sourceId: { startsWith: "list-" } } });
  });
});

async function ask(query: Record<string, unknown>) {
  return campaignListSchema.parse(await getCampaignList(everyAdvertiser, reportQuerySchema.parse(query), prisma));
}
