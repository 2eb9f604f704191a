import { afterAll, beforeAll, expect, it } from "vitest";
import { freshnessSchema } from "@/lib/contracts/freshness";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getFreshness } from "./get-freshness";

const now = new Date("2035-06-15T12:30:00Z");
const minute = 60_000;
const hour = 60 * minute;
const ago = (ms: number) => new Date(now.getTime() - ms);
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await prisma.source.createMany({
    data: [
      { id: "freshness-app", name: "A: app", expectedEverySeconds: 3600 },
      { id: "freshness-files", name: "B: files" },
      { id: "freshness-new", name: "C: new" },
      { id: "freshness-old", name: "D: old" },
      { id: "freshness-broken", name: "E: all rejected", expectedEverySeconds: 600 },
    ],
  });
  await prisma.chunkLedger.createMany({
    data: [
      ...[100, 200, 300, 400, 500].map((lag, index) => chunk("app", "impressions", 2 * hour + index, 10, lag)),
      // older than a day: not part of the percentiles, still an arrival
      chunk("app", "impressions", 30 * hour, 7, 999_999),
      // older than a week: not shown
      chunk("app", "impressions", 8 * 24 * hour, 1000, 1),
      chunk("files", "interactions", 10 * minute, 40, 60_000),
      chunk("broken", "bid-requests", 5 * minute, 3, null),
    ],
  });
  await prisma.watermark.createMany({
    data: [
      mark("app", "impression", "received", 2 * hour),
      mark("app", "impression", "stored", 2 * hour),
      mark("app", "impression", "correlated", 3 * hour),
      mark("files", "click", "stored", hour),
      mark("files", "conversion", "stored", 2 * hour),
      mark("old", "click", "stored", 40 * 24 * hour),
    ],
  });
});
afterAll(async () => {
  await prisma.source.deleteMany({ where: { id: { startsWith: "freshness-" } } });
  await prisma.watermark.deleteMany({ where: { sourceId: { startsWith: "freshness-" } } });
  await prisma.chunkLedger.deleteMany({ where: { batchId: "freshness" } });
  await prisma.$disconnect();
});

let chunkNo = 0;
function chunk(source: string, kind: string, agoMs: number, received: number, lagMs: number | null) {
  chunkNo += 1;
  return {
    batchId: "freshness",
    chunkNo,
    receivedAt: ago(agoMs),
    sourceId: `freshness-${source}`,
    kind,
    received,
    stored: lagMs === null ? 0 : received,
    duplicate: 0,
    rejected: lagMs === null ? received : 0,
    filtered: 0,
    lagMs: lagMs === null ? null : BigInt(lagMs),
  };
}

function mark(source: string, kind: string, stage: string, agoMs: number) {
  return { sourceId: `freshness-${source}`, kind, stage, watermark: ago(agoMs), updatedAt: ago(agoMs) };
}

it("gives a row for every source and kind with state, lags, stages and arrivals", async () => {
  const freshness = freshnessSchema.parse(await getFreshness(everyAdvertiser, prisma, { now: () => now }));
  const rows = freshness.sources.filter((row) => row.sourceId.startsWith("freshness-"));
  expect(freshness.asOf).toBe(now.toISOString());
  expect(rows.map((row) => [row.sourceId, row.kind, row.state])).toEqual([
    ["freshness-app", "impression", "late"],
    ["freshness-files", "click", "fresh"],
    ["freshness-files", "conversion", "fresh"],
    ["freshness-new", null, "never"],
    ["freshness-old", "click", "stale"],
    ["freshness-broken", "bid_request", "fresh"],
  ]);

  const app = rows[0];
  expect(app).toMatchObject({
    lastEventAt: ago(2 * hour).toISOString(),
    lastReceivedAt: ago(2 * hour).toISOString(),
    lagMs: { p50: 300, p95: 480, p99: 496 },
    expectedEverySeconds: 3600,
    stages: [
      { stage: "received", watermark: ago(2 * hour).toISOString(), lagMs: 2 * hour },
      { stage: "stored", lagMs: 2 * hour },
      { stage: "correlated", lagMs: 3 * hour },
      { stage: "aggregated", watermark: null, lagMs: null },
    ],
  });
  expect(app?.arrivals).toHaveLength(168);
  // the last number is the running hour, from 12:00
  expect(app?.arrivals[165]).toBe(50);
  expect(app?.arrivals[137]).toBe(7);
  expect(app?.arrivals.reduce((sum, count) => sum + count)).toBe(57);

  expect(rows[1]).toMatchObject({ lastEventAt: ago(hour).toISOString(), lagMs: { p50: 60_000 } });
  expect(rows[1]?.arrivals[167]).toBe(40);
  expect(rows[3]).toMatchObject({
    lastEventAt: null,
    lastReceivedAt: null,
    lagMs: { p50: null, p95: null, p99: null },
  });
  expect(rows[4]?.lastReceivedAt).toBe(ago(40 * 24 * hour).toISOString());
  // all of it was rejected: it arrives, but brings no event
  expect(rows[5]).toMatchObject({ lastEventAt: null, lastReceivedAt: ago(5 * minute).toISOString() });
});
