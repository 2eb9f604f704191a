import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CampaignRules } from "@/lib/attribution/journey";
import { attributionQuerySchema } from "@/lib/contracts/attribution";
import { getAttribution } from "@/lib/read-models/campaigns/attribution/get-attribution";
import { insertWorld, randomWorld, refreshCredits } from "@/lib/read-models/conversions/attribution-world.fixture";
import { getConversion } from "@/lib/read-models/conversions/get-conversion";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { correlatePairs } from "./correlate-pairs";

const rules: CampaignRules = { clickWindowDays: 14, viewWindowDays: 3, pricing: "cpa", priceMicros: 5_000_001n };
const world = randomWorld({ campaignId: "attribution-reports", rules, seed: 9, users: 8, size: 40 });
const conversions = world.journeys.flatMap(({ events }) => events.filter((each) => each.kind === "conversion"));
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertWorld(prisma, world);
  // back to what role ingest leaves behind
  await prisma.conversionCredit.deleteMany({ where: { campaignId: world.campaignId } });
  await prisma.conversionOrder.updateMany({ where: { campaignId: world.campaignId }, data: { credited: false } });
  await prisma.click.updateMany({
    where: { campaignId: { in: [world.campaignId] } },
    data: { matchState: "pending", impressionId: null, impressionAt: null, creativeId: "unknown", site: "unknown" },
  });
}, 60_000);
afterAll(() => prisma.$disconnect());

async function correlate(): Promise<void> {
  for (const { userKey, events } of world.journeys) {
    const times = events.map((each) => each.at);
    const pair = { userKey, campaignId: world.campaignId, from: Math.min(...times), to: Math.max(...times) };
    await correlatePairs(prisma, { sourceId: "attribution-reports", watermarks: {}, pairs: [pair] });
  }
}

describe("what role correlate has stored", () => {
  it("is pending before it has looked, and explained without a rest afterwards", async () => {
    const [first] = conversions;
    expect((await getConversion(everyAdvertiser, first!.eventId, undefined, prisma)).state).toBe("pending");
    // an order's other conversions are worked out again by messages; here everything is, once more
    await correlate();
    await correlate();
    const whys = new Set<string | null>();
    for (const conversion of conversions) {
      const detail = await getConversion(everyAdvertiser, conversion.eventId, undefined, prisma);
      const isRepeat = world.isRepeat(conversion);
      expect(detail.state === "repeated_order").toBe(isRepeat);
      expect(detail.countedEventId !== null).toBe(isRepeat);
      for (const why of detail.touches.flatMap((touch) => touch.credits.map((credit) => credit.why))) whys.add(why);
    }
    expect([...whys]).toEqual(expect.arrayContaining([null, "repeated_order", "click_preferred", "not_first"]));
    expect([...whys]).not.toContain("pending");
  });

  it.each(["net", "gross"])("is what working out again with the same windows gives: %s", async (traffic) => {
    await refreshCredits(prisma);
    for (const groupBy of ["creative", "day"]) {
      const query = attributionQuerySchema.parse({ from: "2025-12-01", to: "2026-11-01", traffic, groupBy, ...rules });
      const report = await getAttribution(
        everyAdvertiser,
        world.campaignId,
        query,
        new AbortController().signal,
        prisma,
      );
      expect(report.unattributed.whatIf).toBe(report.unattributed.stored);
      for (const part of [report.totals, ...report.rows.map((row) => row.byModel)].flat()) {
        expect(part.whatIf).toEqual(part.stored);
      }
      expect(report.repeatedOrders).toBe(
        conversions.filter((each) => world.isRepeat(each) && (traffic === "gross" || !each.filtered)).length,
      );
      expect(report.totals[0]?.stored.conversions).toBeGreaterThan(10);
    }
  });
});
