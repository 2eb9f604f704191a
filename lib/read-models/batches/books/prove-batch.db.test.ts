import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { batchProofSchema } from "@/lib/contracts/ledger";
import { everySource } from "@/lib/scope";
import { createPrisma } from "@/lib/storage/prisma";
import { insertBatch, insertImpression, insertLedger, insertMove, insertReject } from "../batch-rows.fixture";
import { proveBatch } from "./prove-batch";

const database = createPrisma(process.env.DATABASE_URL ?? "", 2);
const clock = { now: () => new Date("2026-11-02T00:00:00Z") };
const campaigns = ["proof-one", "proof-two"];
const prove = async (id: string, mostLooked = 1000) => {
  const proof = await proveBatch(everySource, id, { retentionDays: 1830, mostLooked }, database, clock);
  return proof && batchProofSchema.parse(proof);
};

beforeAll(async () => {
  await database.advertiser.create({ data: { id: "proof", name: "Proof" } });
  await database.campaign.createMany({
    data: campaigns.map((id) => ({ id, advertiserId: "proof", name: id })),
  });
});
afterAll(async () => {
  await database.campaign.deleteMany({ where: { id: { in: campaigns } } });
  await database.advertiser.deleteMany({ where: { id: "proof" } });
  await database.$disconnect();
});

const first = "2026-10-31T10:00:00.000Z";
const later = "2026-11-01T09:00:00.000Z";

/** Three events of two campaigns, one of them invalid, a duplicate and two rejects, in two chunks. */
async function insertWhole() {
  const batch = await insertBatch(database, { source: "proof-s", totals: { chunks: 2, records: 6 } });
  await insertLedger(database, batch, 0, { stored: 1, duplicate: 1, eventAt: first });
  await insertLedger(database, batch, 1, { stored: 2, rejected: 2, filtered: 1, eventAt: later });
  await insertImpression(database, batch, { at: first, campaign: "proof-one" });
  await insertImpression(database, batch, { at: first, campaign: "proof-two", filterReason: "known_crawler" });
  await insertImpression(database, batch, { at: later, campaign: "proof-one" });
  await insertReject(database, batch, 5);
  await insertReject(database, batch, 6);
  return batch;
}

describe("proveBatch", () => {
  it("counts the rows, and finds them as the books say", async () => {
    const batch = await insertWhole();
    expect(await prove(batch.id)).toEqual({
      batchId: batch.id,
      source: "proof-s",
      books: {
        received: 6,
        stored: 3,
        duplicate: 1,
        rejected: 2,
        filtered: 1,
        net: 2,
        erased: 0,
        pending: 0,
        balanced: true,
      },
      rows: { stored: 3, filtered: 1, rejected: 2, chunks: 2 },
      expected: { stored: 3, filtered: 1, rejected: 2 },
      moves: [],
      faults: [],
      proven: true,
    });
  });

  it("finds an event, a reject and a chunk that are missing, and a mark that nobody wrote down", async () => {
    const batch = await insertWhole();
    await database.$executeRaw`delete from impression where batch_id = ${batch.id} and occurred_at = ${later}::timestamptz`;
    expect(await prove(batch.id)).toMatchObject({ faults: ["stored_rows"], rows: { stored: 2 }, proven: false });
    await insertImpression(database, batch, { at: later, campaign: "proof-two", filterReason: "user_rate" });
    expect(await prove(batch.id)).toMatchObject({ faults: ["filtered_rows"] });
    await insertMove(database, batch, { filtered: 1, cause: "traffic" });
    expect(await prove(batch.id)).toMatchObject({ faults: [] });
    await database.$executeRaw`delete from rejected_record where batch_id = ${batch.id} and record_no = 6`;
    expect(await prove(batch.id)).toMatchObject({ faults: ["rejected_rows"] });
    await database.$executeRaw`update batch set chunks = 3 where id = ${batch.id}`;
    expect(await prove(batch.id)).toMatchObject({ faults: ["chunks", "rejected_rows"] });
  });

  it("follows a replay beyond the time of the first events, and an erasure", async () => {
    const batch = await insertWhole();
    const replayed = "2026-11-01T20:00:00.000Z";
    await insertMove(database, batch, { stored: 1, rejected: -1, eventAt: replayed });
    await insertMove(database, batch, { duplicate: 1, rejected: -1 });
    expect(await prove(batch.id)).toMatchObject({ faults: ["rejected_rows", "stored_rows"] });
    await database.$executeRaw`delete from rejected_record where batch_id = ${batch.id}`;
    await insertImpression(database, batch, { at: replayed, campaign: "proof-two" });
    expect(await prove(batch.id)).toMatchObject({
      books: { stored: 4, duplicate: 2, rejected: 0, balanced: true },
      moves: [{ cause: "replay", stored: 1, duplicate: 1, rejected: -2 }],
      proven: true,
    });
    await database.$executeRaw`delete from impression where batch_id = ${batch.id} and filter_reason is not null`;
    await insertMove(database, batch, { erased: 1, cause: "erasure" });
    expect(await prove(batch.id)).toMatchObject({
      books: { stored: 4, erased: 1 },
      rows: { filtered: 0 },
      proven: true,
    });
    await database.$executeRaw`delete from impression where batch_id = ${batch.id} and occurred_at = ${replayed}::timestamptz`;
    expect(await prove(batch.id)).toMatchObject({ faults: ["stored_rows"] });
  });

  it("finds figures that cannot be, and more records than were sent", async () => {
    const batch = await insertBatch(database, { totals: { chunks: 1, records: 1 } });
    await insertLedger(database, batch, 0, { rejected: 2 });
    await insertMove(database, batch, { stored: 3, rejected: -3, eventAt: first });
    expect(await prove(batch.id)).toMatchObject({
      books: { balanced: false, rejected: -1 },
      faults: ["impossible", "chunks", "rejected_rows", "stored_rows"],
    });
  });

  it("tells nothing of rows that retention may have deleted, or whose time is not known", async () => {
    const old = await insertBatch(database, { receivedAt: new Date("2019-01-01"), totals: { chunks: 1, records: 2 } });
    await insertLedger(database, old, 0, { stored: 1, rejected: 1, eventAt: "2018-12-31T00:00:00Z" });
    expect(await prove(old.id)).toMatchObject({
      expected: { stored: null, filtered: null, rejected: null },
      proven: true,
    });
    const moved = await insertWhole();
    await insertMove(database, moved, { stored: 1, duplicate: -1 });
    expect(await prove(moved.id)).toMatchObject({ rows: { stored: null }, expected: { stored: 4 }, proven: true });
    expect(await prove("proof-none")).toBeUndefined();
  });

  it("counts no events where it would have to look through too many", async () => {
    const { id } = await insertWhole();
    expect(await prove(id, 1)).toMatchObject({ rows: { stored: null, filtered: null, rejected: 2 }, faults: [] });
  });
});

it("adds the same books up by source and day", async () => {
  const at = new Date("2026-10-20T23:59:59.999Z");
  const source = "proof-days";
  const whole = await insertBatch(database, { source, receivedAt: at, totals: { chunks: 2, records: 9 } });
  await insertLedger(database, whole, 0, { stored: 3, duplicate: 1, rejected: 1, filtered: 1 });
  await insertMove(database, whole, { stored: 1, rejected: -1 });
  const next = await insertBatch(database, { source, receivedAt: new Date(at.getTime() + 1) });
  await insertLedger(database, next, 0, { rejected: 1 });
  const days = async () =>
    z.array(z.object({ day: z.string(), figures: z.array(z.number()), balanced: z.boolean() })).parse(
      await database.$queryRaw`
        select day::text as day, balanced,
          array[batches, received, stored, duplicate, rejected, filtered, net, pending, erased]::float8[] as figures
        from ledger_by_source_day where source_id = ${source} order by day`,
    );
  expect(await days()).toEqual([
    { day: "2026-10-20", figures: [1, 9, 4, 1, 0, 1, 3, 4, 0], balanced: true },
    { day: "2026-10-21", figures: [1, 1, 0, 0, 1, 0, 0, 0, 0], balanced: true },
  ]);
  await insertMove(database, next, { stored: 2, rejected: -2 });
  expect((await days()).map(({ balanced }) => balanced)).toEqual([true, false]);
});
