import { afterAll, beforeAll, expect, it } from "vitest";
import { sourceHealthListSchema, sourceHealthSchema } from "@/lib/contracts/source-health";
import { insertBatch, insertLedger, insertMove } from "@/lib/read-models/batches/batch-rows.fixture";
import { everySource } from "@/lib/scope";
import { createPrisma } from "@/lib/storage/prisma";
import { getSourceHealth } from "./get-source-health";
import { listSourceHealth } from "./list-source-health";

const prisma = createPrisma(process.env.DATABASE_URL ?? "", 2);
const now = new Date("2026-11-20T12:00:00Z");
const clock = { now: () => now };
const ids = ["health-busy", "health-new"];

beforeAll(async () => {
  await prisma.source.createMany({
    data: ids.map((id) => ({ id, name: id.toUpperCase(), expectedEverySeconds: 3600 })),
  });
  const send = async (at: string, figures: Parameters<typeof insertLedger>[3], kind?: "clicks") => {
    const batch = await insertBatch(prisma, { source: "health-busy", receivedAt: new Date(at), kind });
    await insertLedger(prisma, batch, 0, { ...figures, eventAt: at });
    return batch;
  };
  await send("2026-11-20T11:00:00Z", { stored: 80, duplicate: 10, rejected: 10, filtered: 8 });
  const yesterday = await send("2026-11-19T09:00:00Z", { stored: 90, rejected: 10 });
  await insertMove(prisma, yesterday, { stored: 5, rejected: -5, filtered: 9 });
  await send("2026-11-18T23:59:59.999Z", { stored: 50, rejected: 50, filtered: 25 });
  await send("2026-11-17T00:00:00Z", { stored: 100 });
  await send("2026-11-16T23:59:59.999Z", { stored: 7 });
  const mark = {
    sourceId: "health-busy",
    kind: "impression",
    stage: "stored",
    watermark: new Date("2026-11-20T10:59:00Z"),
  };
  await prisma.watermark.create({ data: mark });
  const issue = {
    sourceId: "health-busy",
    kind: "clicks",
    reason: "wrong_type",
    count: 1,
    firstSeenAt: now,
    lastSeenAt: now,
  };
  await prisma.qualityIssue.createMany({
    data: [
      { ...issue, id: "health-open" },
      { ...issue, id: "health-resolved", state: "resolved" },
    ],
  });
  const key = { name: "k", scope: "ingest", sourceId: "health-busy", keyPrefix: "p" };
  await prisma.apiKey.createMany({
    data: [
      { ...key, id: "health-1", keyHash: "health-1" },
      { ...key, id: "health-2", keyHash: "health-2", revokedAt: now },
      { ...key, id: "health-3", keyHash: "health-3", expiresAt: new Date(now.getTime() + 1000) },
      { ...key, id: "health-4", keyHash: "health-4", expiresAt: now },
    ],
  });
});
afterAll(async () => {
  await prisma.source.deleteMany({ where: { id: { in: ids } } });
  await prisma.qualityIssue.deleteMany({ where: { sourceId: "health-busy" } });
  await prisma.watermark.deleteMany({ where: { sourceId: "health-busy" } });
  await prisma.batch.deleteMany({ where: { sourceId: "health-busy" } });
  await prisma.$executeRaw`delete from chunk_ledger where source_id = 'health-busy'`;
  await prisma.$executeRaw`delete from ledger_change where source_id = 'health-busy'`;
  await prisma.$disconnect();
});

it("tells of a source what came on each day, as the books stand now, beside the days before", async () => {
  const health = sourceHealthSchema.parse(await getSourceHealth(everySource, "health-busy", 2, prisma, clock));
  expect(health).toMatchObject({
    name: "HEALTH-BUSY",
    state: "fresh",
    lastReceivedAt: "2026-11-20T11:00:00.000Z",
    lastEventAt: "2026-11-20T10:59:00.000Z",
    days: [
      { day: "2026-11-19", received: 100, stored: 95, duplicate: 0, rejected: 5, filtered: 9 },
      { day: "2026-11-20", received: 100, stored: 80, duplicate: 10, rejected: 10, filtered: 8 },
    ],
    now: { received: 200, stored: 175, rejected: 15, filtered: 17, rejectShare: 0.075, invalidShare: 17 / 175 },
    before: { received: 200, stored: 150, rejected: 50, filtered: 25, rejectShare: 0.25, invalidShare: 25 / 150 },
    openIssues: 1,
    activeKeys: 2,
    activeSecrets: 0,
  });
  expect(health.batches.map((batch) => batch.rejected)).toEqual([10, 5, 50, 0, 0]);
});

it("lists every source, those too that never sent anything", async () => {
  const { sources } = sourceHealthListSchema.parse(await listSourceHealth(everySource, prisma, clock));
  expect(sources.filter(({ sourceId }) => ids.includes(sourceId))).toEqual([
    {
      sourceId: "health-busy",
      name: "HEALTH-BUSY",
      state: "fresh",
      lastReceivedAt: "2026-11-20T11:00:00.000Z",
      lastEventAt: "2026-11-20T10:59:00.000Z",
      received24h: 100,
      rejectShare: 0.1,
      invalidShare: 0.1,
      trend: [0, 0, 7, 100, 100, 100, 100],
      openIssues: 1,
    },
    {
      sourceId: "health-new",
      name: "HEALTH-NEW",
      state: "never",
      lastReceivedAt: null,
      lastEventAt: null,
      received24h: 0,
      rejectShare: null,
      invalidShare: null,
      trend: [0, 0, 0, 0, 0, 0, 0],
      openIssues: 0,
    },
  ]);
});

it("finds no source that there is not", async () => {
  for (const none of ["health-none", "nul\u0000"]) {
    await expect(getSourceHealth(everySource, none, 7, prisma, clock)).rejects.toMatchObject({ code: "not_found" });
  }
});
