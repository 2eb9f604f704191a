import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "@/lib/log";
import {
  insertBatch,
  insertImpression,
  insertLedger,
  insertMove,
  insertReject,
} from "@/lib/read-models/batches/batch-rows.fixture";
import { createPrisma } from "@/lib/storage/prisma";
import { runMonitors } from "./run-monitors";

const prisma = createPrisma(process.env.DATABASE_URL ?? "");
const source = `books-${randomUUID()}`;
const campaign = `${source}-c`;
/** A time of which no other test has batches. */
const start = Date.parse("2026-06-01T12:00:00Z");
const eventAt = "2026-06-01T11:00:00Z";
let now = start;

beforeEach(async () => {
  await clear();
  now = start;
  // the batches of other tests would be looked at first: none of them moved lately
  const long = new Date(start - 86_400_000);
  await prisma.$executeRaw`update chunk_ledger set stored_at = ${long} where stored_at > ${long}`;
  await prisma.$executeRaw`update ledger_change set at = ${long} where at > ${long}`;
  await prisma.advertiser.create({ data: { id: source, name: "Books" } });
  await prisma.campaign.create({ data: { id: campaign, advertiserId: source, name: "Books" } });
});
afterAll(async () => {
  await clear();
  await prisma.$disconnect();
});

async function clear(): Promise<void> {
  for (const table of ["impression", "rejectedRecord", "chunkLedger", "ledgerChange", "batch", "alert"] as const) {
    await (prisma[table] as typeof prisma.batch).deleteMany({ where: { sourceId: source } });
  }
  await prisma.campaign.deleteMany({ where: { id: campaign } });
  await prisma.advertiser.deleteMany({ where: { id: source } });
}

async function look() {
  await runMonitors({
    prisma,
    log: createLogger("test", "silent"),
    clock: { now: () => new Date(now) },
    env: { RETENTION_DAYS: 1830 },
  });
  const alerts = await prisma.alert.findMany({ where: { sourceId: source, state: { not: "resolved" } } });
  return alerts.map(({ severity, observed, evidence }) => ({ severity, observed, evidence }));
}

/** Two impressions, one of them invalid, a duplicate and a reject, written a minute ago. */
async function insertWhole() {
  const receivedAt = new Date(start - 60_000);
  const batch = await insertBatch(prisma, { source, receivedAt, totals: { chunks: 1, records: 4 } });
  await insertLedger(prisma, batch, 0, { stored: 2, duplicate: 1, rejected: 1, filtered: 1, eventAt });
  await insertImpression(prisma, batch, { at: eventAt, campaign });
  await insertImpression(prisma, batch, { at: eventAt, campaign, filterReason: "known_crawler" });
  await insertReject(prisma, batch, 4);
  return batch;
}

type Whole = Awaited<ReturnType<typeof insertWhole>>;
/** Ways to break the books, what they are found by, and how they become right again. */
const breaks: [string, string, (batch: Whole) => Promise<unknown>, (batch: Whole) => Promise<unknown>][] = [
  [
    "an event that is lost",
    "stored_rows",
    () => prisma.$executeRaw`delete from impression where source_id = ${source} and filter_reason is null`,
    (batch) => insertImpression(prisma, batch, { at: eventAt, campaign }),
  ],
  [
    "an event that is stored twice",
    "stored_rows",
    (batch) => insertImpression(prisma, batch, { at: eventAt, campaign, filterReason: undefined }),
    (batch) => insertMove(prisma, batch, { stored: 1, duplicate: -1, eventAt }),
  ],
  [
    "a mark that is not written down",
    "filtered_rows",
    () => prisma.$executeRaw`update impression set filter_reason = 'user_rate' where source_id = ${source}`,
    (batch) => insertMove(prisma, batch, { filtered: 1, cause: "traffic" }),
  ],
  [
    "a reject that is gone",
    "rejected_rows",
    () => prisma.$executeRaw`delete from rejected_record where source_id = ${source}`,
    (batch) => insertMove(prisma, batch, { rejected: -1, duplicate: 1 }),
  ],
  [
    "a chunk that is counted twice",
    "chunks",
    (batch) => insertLedger(prisma, batch, 1, { duplicate: 4 }),
    () => prisma.$executeRaw`delete from chunk_ledger where source_id = ${source} and chunk_no = 1`,
  ],
  [
    "more filtered than stored",
    "impossible",
    (batch) => insertMove(prisma, batch, { filtered: 5, cause: "traffic" }),
    (batch) => insertMove(prisma, batch, { filtered: -5, cause: "traffic" }),
  ],
];

describe("the monitor of the books", () => {
  it("says nothing of books that hold, also while chunks are missing", async () => {
    await insertWhole();
    const receivedAt = new Date(start - 30_000);
    const open = await insertBatch(prisma, { source, receivedAt, totals: { chunks: 3, records: 9 } });
    await insertLedger(prisma, open, 2, { duplicate: 3 });
    const unknown = await insertBatch(prisma, { source, receivedAt });
    await insertLedger(prisma, unknown, 0, { duplicate: 3 });
    expect(await look()).toEqual([]);
  });

  it.each(breaks)("finds %s, as %s, until it is right again", async (_, fault, breakBooks, mend) => {
    const batch = await insertWhole();
    await breakBooks(batch);
    const found = [{ severity: "critical", observed: 1, evidence: { batches: [{ batchId: batch.id }] } }];
    expect(await look()).toMatchObject(found);
    const [alert] = await look();
    expect(JSON.stringify(alert?.evidence)).toContain(`"${fault}"`);
    // it does not pass by itself, though nothing moves any more
    now += 24 * 3_600_000;
    expect(await look()).toMatchObject(found);
    await mend(batch);
    expect(await look()).toEqual([]);
  });

  it("looks at an old batch that a replay moved", async () => {
    const receivedAt = new Date("2026-05-01T00:00:00Z");
    const batch = await insertBatch(prisma, { source, receivedAt, totals: { chunks: 1, records: 1 } });
    await insertLedger(prisma, batch, 0, { rejected: 1 });
    await insertMove(prisma, batch, { stored: 1, rejected: -1, eventAt });
    // the clock of what moved is the database's
    now = Date.now();
    const [alert] = await look();
    expect(JSON.stringify(alert?.evidence)).toContain('"stored_rows"');
  });
});
