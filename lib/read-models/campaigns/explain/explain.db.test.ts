import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainedMetricSchema, explainQuerySchema, explainSchema } from "@/lib/contracts/explain";
import { performanceQuerySchema } from "@/lib/contracts/reports";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";
import {
  createWorld,
  insertCatalogue,
  insertEvents,
  models,
  refreshAggregates,
} from "@/lib/read-models/campaigns/report-world.fixture";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getExplain } from "./get-explain";

// Berlin sets its clock back on 27 October
const from = Date.parse("2024-10-24T00:00:00Z");
const to = Date.parse("2024-11-06T00:00:00Z");
const world = createWorld("explain", from, to, 2000);
const campaignId = "explain-two";
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  await prisma.source.create({ data: { id: "fixture", name: "the fixture" } });
  const arrival = { campaignId, kind: "click" };
  await prisma.campaignArrival.createMany({
    data: [
      { ...arrival, bucket: new Date("2024-10-31T22:45:00Z"), duplicate: 1000, late: 1000 },
      { ...arrival, bucket: new Date("2024-10-31T23:00:00Z"), duplicate: 3, late: 1 },
      { ...arrival, bucket: new Date("2024-11-01T22:45:00Z"), duplicate: 4, late: 2 },
      { ...arrival, bucket: new Date("2024-11-01T23:00:00Z"), duplicate: 1000, late: 1000 },
      { ...arrival, kind: "impression", bucket: new Date("2024-11-01T12:00:00Z"), duplicate: 1000, late: 1000 },
    ],
  });
  const reject = (recordNo: number, eventAt: string, more: object = {}) => ({
    batchId: "explain",
    recordNo,
    receivedAt: new Date("2024-11-01T00:00:00Z"),
    sourceId: "explain-rejecting",
    kind: "interactions",
    eventKind: "click",
    issueId: "explain-1",
    reason: "wrong_type",
    field: "site",
    message: "m",
    raw: Buffer.from("x"),
    campaignId,
    eventAt: new Date(eventAt),
    ...more,
  });
  await prisma.rejectedRecord.createMany({
    data: [
      reject(1, "2024-10-31T22:59:59.999Z"),
      reject(2, "2024-10-31T23:00:00Z"),
      reject(3, "2024-11-01T22:59:59.999Z"),
      reject(4, "2024-11-01T12:00:00Z", { issueId: "explain-2", reason: "missing_field", field: null }),
      reject(5, "2024-11-01T23:00:00Z"),
      reject(6, "2024-11-01T12:00:00Z", { eventKind: "conversion" }),
      reject(7, "2024-11-01T12:00:00Z", { campaignId: "explain-one" }),
    ],
  });
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(async () => {
  await prisma.source.delete({ where: { id: "fixture" } });
  await prisma.$executeRaw`delete from rejected_record where batch_id = 'explain'`;
  await prisma.campaignArrival.deleteMany({ where: { campaignId } });
  await prisma.$disconnect();
});

const explain = async (query: object, id = campaignId) =>
  explainSchema.parse(await getExplain(everyAdvertiser, id, explainQuerySchema.parse(query), prisma));

const ranges = [
  { from: "2024-10-26", to: "2024-11-04", timeZone: "UTC" },
  { from: "2024-10-27", to: "2024-10-27", timeZone: "Europe/Berlin" },
  { from: "2024-10-25", to: "2024-11-01", timeZone: "Asia/Kathmandu" },
  { from: "2024-10-28T07:20:00Z", to: "2024-11-02T11:00:00Z" },
  { from: "2030-01-01", to: "2030-01-02" },
];
/** A model is of conversions only. */
const modelsOf = (metric: string) => (metric === "conversions" ? ["campaign", "last_touch", "position"] : ["campaign"]);
const cases = ranges.flatMap((range) =>
  explainedMetricSchema.options.flatMap((metric) => modelsOf(metric).map((model) => ({ ...range, model, metric }))),
);

describe("getExplain", () => {
  it.each(cases)("$metric from $from to $to in $timeZone by $model are the report's", async (query) => {
    const explained = await explain(query);
    const report = async (traffic: "net" | "gross") =>
      (
        await getCampaignPerformance(
          everyAdvertiser,
          campaignId,
          performanceQuerySchema.parse({ ...query, traffic, bucket: "none" }),
          prisma,
        )
      ).totals;
    const [net, gross] = [await report("net"), await report("gross")];
    // the world's credits are of parts of conversions
    expect(explained.counted).toBe(Math.round(net[query.metric]));
    if (query.metric === "conversions") expect(explained.unattributed).toBe(net.unattributedConversions);
    else expect(explained.counted + explained.filtered).toBe(gross[query.metric]);
    const { counted, unattributed, filtered, duplicate, rejected } = explained;
    expect(explained.received).toBe(counted + unattributed + filtered + duplicate + rejected);
    if (query.metric !== "conversions") {
      expect(explained.filteredBy).toEqual(filtered === 0 ? [] : [{ rule: "known_crawler", count: filtered }]);
    }
    expect(explained.timeZone).toBe(query.timeZone ?? "Europe/Berlin");
  });

  it("adds what was duplicate, late and rejected at the time of the events", async () => {
    const explained = await explain({ metric: "clicks", from: "2024-11-01", to: "2024-11-01" });
    expect(explained).toMatchObject({
      from: "2024-10-31T23:00:00.000Z",
      to: "2024-11-01T23:00:00.000Z",
      duplicate: 7,
      late: 3,
      rejected: 3,
      rejectedBy: [
        { reason: "wrong_type", field: "site", count: 2, issueId: "explain-1", source: "explain-rejecting" },
        { reason: "missing_field", field: null, count: 1, issueId: "explain-2", source: "explain-rejecting" },
      ],
      sources: [
        { source: "explain-rejecting", sourceName: "explain-rejecting" },
        { source: "fixture", sourceName: "the fixture" },
      ],
    });
    expect(explained.counted).toBeGreaterThan(0);
  });

  it("counts conversions whole, however many touches share them", async () => {
    const credit = (conversion: number, position: number, more: object = {}) => ({
      conversionId: `explain-whole-${conversion}`,
      occurredAt: new Date("2024-11-03T10:00:00Z"),
      campaignId: "explain-usd",
      model: "linear",
      position,
      touchKind: "click",
      creativeId: "c",
      site: "s",
      device: "tv",
      country: "XX",
      creditMicros: 333_333,
      revenueMicros: 0,
      costMicros: 0,
      filtered: false,
      ...more,
    });
    const query = { metric: "conversions", model: "linear", from: "2024-11-03", to: "2024-11-03", timeZone: "UTC" };
    const repeat = (id: number, more: object = {}) =>
      models.map((model) => credit(id, 0, { model, touchKind: "repeat", creditMicros: 0, ...more }));
    await prisma.conversionCredit.deleteMany({ where: { campaignId: "explain-usd" } });
    await prisma.conversionCredit.createMany({
      data: [
        ...[6, 7, 8].flatMap((id) => repeat(id)),
        ...repeat(9, { filtered: true }),
        // of the day after
        ...repeat(10, { occurredAt: new Date("2024-11-04T00:00:00Z") }),
        ...[1, 2].flatMap((id) => [credit(id, 1), credit(id, 2), credit(id, 3, { creditMicros: 333_334 })]),
        credit(3, 1, { creditMicros: 1_000_000, filtered: true }),
        credit(4, 0, { touchKind: "none", creditMicros: 0 }),
        credit(5, 0, { touchKind: "none", creditMicros: 0, filtered: true }),
      ],
    });
    const conversion = (id: number, filterReason: string | null) => ({
      eventId: `explain-whole-${id}`,
      occurredAt: new Date("2024-11-03T10:00:00Z"),
      receivedAt: new Date("2024-11-03T10:00:00Z"),
      sourceId: "fixture",
      batchId: "b",
      userKey: "00000000-0000-4000-8000-000000000001",
      campaignId: "explain-usd",
      conversionType: "purchase",
      valueMicros: 0,
      device: "tv",
      country: "XX",
      filterReason,
    });
    await prisma.conversion.createMany({
      data: [null, null, "known_crawler", null, "user_rate", null, null, null, "user_rate"].map((reason, index) =>
        conversion(index + 1, reason),
      ),
    });
    await refreshAggregates(prisma, from, to);
    expect(await explain(query, "explain-usd")).toMatchObject({
      received: 9,
      counted: 2,
      filtered: 3,
      unattributed: 1,
      duplicate: 3,
      repeatedOrders: 3,
      filteredBy: [
        { rule: "user_rate", count: 2 },
        { rule: "known_crawler", count: 1 },
      ],
    });
  }, 60_000);

  it("finds no campaign that there is not", async () => {
    await expect(explain({ metric: "clicks" }, "explain-none")).rejects.toMatchObject({ code: "not_found" });
  });
});
