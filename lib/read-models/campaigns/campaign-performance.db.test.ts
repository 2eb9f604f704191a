import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { performanceQuerySchema, performanceSchema } from "@/lib/contracts/reports";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getCampaignPerformance } from "./campaign-performance";
import { emptyOf, labeller, partition, recompute, type WorldEvent } from "./recompute.fixture";
import { createWorld, insertCatalogue, insertEvents, type Model, refreshAggregates } from "./report-world.fixture";

// Berlin sets its clock back on 27 October, New York on 3 November
const from = Date.parse("2024-10-24T00:00:00Z");
const to = Date.parse("2024-11-06T00:00:00Z");
const world = createWorld("performance", from, to, 3000);
const campaignId = "performance-two";
const ownModel: Model = "linear";
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(() => prisma.$disconnect());

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu"];
const buckets = ["15m", "hour", "day", "none"] as const;
const groups = ["none", "creative", "site", "device", "country"] as const;
const trafficAndModel = [
  { traffic: "net", model: "campaign" },
  { traffic: "gross", model: "last_touch" },
  { traffic: "net", model: "position" },
] as const;
// every pair of a zone, a width and a grouping, half of all the triples
const cases = zones.flatMap((timeZone, zone) =>
  buckets.flatMap((bucket, width) =>
    groups.flatMap((groupBy, group) => {
      const choice = trafficAndModel[(zone + width + group) % 3] ?? trafficAndModel[0];
      return (zone + width + group) % 2 === 0 ? [{ timeZone, bucket, groupBy, ...choice }] : [];
    }),
  ),
);

describe("getCampaignPerformance", () => {
  it.each(cases)("$timeZone by $bucket and $groupBy, $traffic, $model is what the events say", async (query) => {
    const report = await ask({ ...query, from: "2024-10-26", to: "2024-11-04" });
    const [start, end] = [Date.parse(report.from), Date.parse(report.to)];
    const model = query.model === "campaign" ? ownModel : query.model;
    const inReport = (event: WorldEvent) => event.campaign === campaignId && event.at >= start && event.at < end;
    const wanted = { traffic: query.traffic, modelOf: () => model };
    const totals = partition(world, (event) => (inReport(event) ? "all" : null)).get("all");
    expect(report.totals).toEqual(recompute(totals ?? emptyOf(world), { ...wanted, reach: true }));

    const label = labeller(query.bucket, query.timeZone);
    const groupOf = (event: WorldEvent) =>
      query.groupBy === "none" ? null : (event[query.groupBy] ?? "in totals only");
    const parts = partition(world, (event) => (inReport(event) ? `${label(event.at)} ${groupOf(event)}` : null));
    const seen = report.rows.map((row) => {
      const { bucket, group, groupName, ...metrics } = row;
      const key = `${bucket === null ? "all" : label(Date.parse(bucket))} ${group}`;
      const expected = recompute(parts.get(key) ?? emptyOf(world), { ...wanted, reach: query.groupBy === "none" });
      expect(metrics, key).toEqual(expected);
      expect(groupName).toBe(group?.endsWith("-banner") ? "The banner" : group);
      return key;
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect([...parts.keys()].filter((key) => !key.endsWith("in totals only") && !seen.includes(key))).toEqual([]);
  });

  it.each(["creative", "site", "device", "country"] as const)(
    "shows of one %s what was counted for it, over time and in all",
    async (dimension) => {
      const days = { from: "2024-10-26", to: "2024-10-28" };
      const { rows: groups } = await ask({ ...days, groupBy: dimension, bucket: "none" });
      expect(groups.length).toBeGreaterThan(1);
      for (const { group, groupName: _, bucket: __, ...metrics } of groups.slice(0, 3)) {
        const filter = `${dimension}:${group}`;
        const { totals, rows } = await ask({ ...days, filter });
        expect(totals).toEqual(metrics);
        expect(rows.reduce((sum, row) => sum + row.impressions, 0)).toBe(metrics.impressions);
        expect((await ask({ ...days, filter, groupBy: dimension, bucket: "none" })).rows).toMatchObject([{ group }]);
      }
    },
  );

  it("shows the course of a few groups only, where they are named", async () => {
    const days = { from: "2024-10-26", to: "2024-10-28", groupBy: "site" };
    const all = await ask(days);
    const names = [...new Set(all.rows.map(({ group }) => group))].slice(0, 2);
    const some = await ask({ ...days, groups: JSON.stringify(names) });
    expect(some.rows).toEqual(all.rows.filter(({ group }) => names.includes(group)));
    for (const groups of ["a", "[]", "[1]", JSON.stringify(Array(51).fill("a"))])
      expect(performanceQuerySchema.safeParse({ groups }).success).toBe(false);
  });

  it("refuses two dimensions, which nothing keeps together, and what is no dimension", async () => {
    await expect(ask({ filter: "site:a.example", groupBy: "device" })).rejects.toMatchObject({
      code: "invalid_request",
    });
    for (const filter of ["site:", "site", "browser:x", ""])
      expect(performanceQuerySchema.safeParse({ filter }).success).toBe(false);
    expect(performanceQuerySchema.parse({ filter: "site:a:b" }).filter).toEqual({ dimension: "site", value: "a:b" });
  });

  it("shows what came after the last refresh, without a refresh", async () => {
    const later = Date.parse("2031-03-05T10:00:00Z");
    const fresh = createWorld("performance-live", later, later + 3_600_000, 300);
    const own = { ...fresh, impressions: fresh.impressions.map((event) => ({ ...event, campaign: campaignId })) };
    await insertEvents(prisma, { ...own, clicks: [], bids: [], credits: [] });
    for (const bucket of buckets) {
      const { totals } = await ask({ bucket, from: "2031-03-05", to: "2031-03-05", traffic: "gross" });
      expect(totals.impressions).toBe(300);
      expect(totals.reach).toBe(new Set(own.impressions.map((event) => event.user)).size);
    }
  });

  it("fills what has no event with zeros, so that charts have no holes", async () => {
    const { rows, totals } = await ask({ from: "2019-03-01", to: "2019-03-03", bucket: "hour", timeZone: "UTC" });
    expect(rows).toHaveLength(72);
    expect(rows[71]).toMatchObject({ bucket: "2019-03-03T23:00:00.000Z", impressions: 0, ctr: null, reach: 0 });
    expect(totals).toMatchObject({ impressions: 0, costMicros: 0, roas: null, reach: 0 });
    expect((await ask({ from: "2019-03-01", to: "2019-03-03", groupBy: "site" })).rows).toEqual([]);
  });

  it("reports in the advertiser's zone unless another one is asked for", async () => {
    const days = { from: "2024-10-27", to: "2024-10-27" };
    expect(await ask(days)).toMatchObject({
      timeZone: "Europe/Berlin",
      from: "2024-10-26T22:00:00.000Z",
      to: "2024-10-27T23:00:00.000Z",
    });
    expect((await ask({ ...days, bucket: "hour" })).rows).toHaveLength(25);
    expect(await ask({ ...days, timeZone: "UTC" })).toMatchObject({
      timeZone: "UTC",
      from: "2024-10-27T00:00:00.000Z",
    });
  });

  it("tells of unresolved alerts of the campaign or of no campaign, the gravest first", async () => {
    const alert = (id: string, state: string, more: object = {}) => ({
      id: `performance-${id}`,
      fingerprint: `performance-${id}`,
      monitor: "freshness",
      title: id,
      severity: "warning",
      state,
      metric: "lag",
      startedAt: new Date("2024-10-20T00:00:00Z"),
      lastSeenAt: new Date("2024-10-20T00:00:00Z"),
      ...more,
    });
    await prisma.alert.createMany({
      data: [
        alert("of-source", "acknowledged", { sourceId: "performance-source" }),
        alert("of-all", "open", { severity: "info", metric: "queueLength" }),
        alert("of-campaign", "open", { campaignId, severity: "critical", metric: "ctr" }),
        alert("of-other", "open", { campaignId: "performance-one" }),
        alert("over", "resolved", { campaignId }),
        alert("later", "open", { campaignId, startedAt: new Date("2024-11-20T00:00:00Z") }),
      ],
    });
    await prisma.watermark.create({
      data: { sourceId: "performance-source", kind: "conversion", stage: "stored", watermark: new Date(from) },
    });
    const { incidents } = await ask({ from: "2024-10-26", to: "2024-10-27" });
    expect(incidents.filter((incident) => incident.alertId.startsWith("performance-"))).toEqual([
      { alertId: "performance-of-campaign", title: "of-campaign", severity: "critical", metrics: ["ctr"] },
      {
        alertId: "performance-of-source",
        title: "of-source",
        severity: "warning",
        metrics: ["conversions", "cvr", "revenueMicros", "roas"],
      },
      { alertId: "performance-of-all", title: "of-all", severity: "info", metrics: ["queueLength"] },
    ]);
    await prisma.alert.deleteMany({ where: { id: { startsWith: "performance-" } } });
    await prisma.watermark.deleteMany({ where: { sourceId: "performance-source" } });
  });

  it.each(["no such campaign", "nul\0byte", ""])("has no campaign %j", async (id) => {
    const query = performanceQuerySchema.parse({});
    await expect(getCampaignPerformance(everyAdvertiser, id, query, prisma)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("does not show a campaign to a report of another advertiser", async () => {
    await expect(ask({ advertiserId: "performance-york" })).rejects.toMatchObject({ code: "not_found" });
    expect((await ask({ advertiserId: "performance-berlin" })).campaign.campaignId).toBe(campaignId);
  });
});

async function ask(query: Record<string, unknown>) {
  const report = await getCampaignPerformance(everyAdvertiser, campaignId, performanceQuerySchema.parse(query), prisma);
  return performanceSchema.parse(report);
}
