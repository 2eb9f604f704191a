import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { Batch } from "@/lib/contracts/batch";
import { everySource, onlySource } from "@/lib/scope";
import { createPrisma } from "@/lib/storage/prisma";
import { insertBatch, insertLedger, insertMove, insertReject } from "./batch-rows.fixture";
import { getBatch } from "./get-batch";
import { listRejects, rejectPageSize } from "./list-rejects";
import { listSourceIds } from "./list-source-ids";
import { isInterrupted } from "./to-batch";
import { waitForBatch } from "./wait-for-batch";

const database = createPrisma(process.env.DATABASE_URL ?? "", 2);
afterAll(() => database.$disconnect());

const get = (id: string, source: string | null = null) =>
  getBatch(source === null ? everySource : onlySource(source), id, database);

describe("getBatch", () => {
  it("adds up the ledger, with the reasons of the rejects", async () => {
    const batch = await insertBatch(database, { totals: { chunks: 2, records: 12 } });
    await insertLedger(database, batch, 0, {
      stored: 4,
      duplicate: 1,
      rejected: 1,
      filtered: 2,
      eventAt: "2026-10-02T00:00:00Z",
    });
    await insertLedger(database, batch, 1, { stored: 4, rejected: 2, eventAt: "2026-10-01T00:00:00Z" });
    await insertReject(database, batch, 6);
    await insertReject(database, batch, 7, { reason: "malformed_record", field: null });
    await insertReject(database, batch, 8);
    expect(await get(batch.id)).toEqual({
      batchId: batch.id,
      source: "s1",
      kind: "impressions",
      state: "done",
      received: 12,
      stored: 8,
      duplicate: 1,
      rejected: 3,
      filtered: 2,
      pending: 0,
      reasons: [
        { reason: "missing_field", field: "userId", count: 2 },
        { reason: "malformed_record", field: null, count: 1 },
      ],
      firstEventAt: "2026-10-01T00:00:00.000Z",
      lastEventAt: "2026-10-02T00:00:00.000Z",
      receivedAt: "2026-11-01T10:00:00.123Z",
      doneAt: "2026-11-01T10:00:02.123Z",
      error: null,
      via: "api",
      fileName: null,
      corrects: null,
      files: null,
    } satisfies Batch);
  });

  it("tells the figures of now, and when it was done before they moved", async () => {
    const batch = await insertBatch(database, { totals: { chunks: 1, records: 6 } });
    await insertLedger(database, batch, 0, { stored: 3, rejected: 3, filtered: 1, eventAt: "2026-10-02T00:00:00Z" });
    await insertReject(database, batch, 6);
    await insertMove(database, batch, { stored: 1, rejected: -1, eventAt: "2026-10-09T00:00:00Z" });
    await insertMove(database, batch, { duplicate: 1, rejected: -1, filtered: -1 });
    expect(await get(batch.id)).toMatchObject({
      state: "done",
      received: 6,
      stored: 4,
      duplicate: 1,
      rejected: 1,
      filtered: 0,
      pending: 0,
      lastEventAt: "2026-10-09T00:00:00.000Z",
      doneAt: "2026-11-01T10:00:01.123Z",
    });
  });

  it("is receiving without totals, processing while records wait, failed when the body was refused", async () => {
    const receiving = await insertBatch(database, { receivedAt: new Date() });
    await insertLedger(database, receiving, 0, { stored: 5 });
    expect(await get(receiving.id)).toMatchObject({ state: "receiving", received: 5, pending: 0, doneAt: null });

    const processing = await insertBatch(database, { totals: { chunks: 2, records: 9 } });
    await insertLedger(database, processing, 1, { stored: 4 });
    expect(await get(processing.id)).toMatchObject({ state: "processing", received: 9, pending: 5, doneAt: null });

    const broken = { chunks: 1, records: 4, error: "cut off" };
    const failed = await insertBatch(database, { totals: broken });
    expect(await get(failed.id)).toMatchObject({ state: "processing", pending: 4, error: "cut off" });
    await insertLedger(database, failed, 0, { stored: 4 });
    expect(await get(failed.id)).toMatchObject({ state: "failed", received: 4, pending: 0, error: "cut off" });
  });

  it("tells where a batch came from", async () => {
    const file = { name: "a.csv", format: "csv" as const, firstRecord: 1, records: 2, bytes: 20 };
    const values = { via: "correction" as const, fileName: "a.csv", corrects: "b0", files: [file] };
    const batch = await insertBatch(database, values);
    expect(await get(batch.id)).toMatchObject(values);
  });

  it("takes an upload for interrupted when nothing of it has come for an hour, until it is completed", async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const batch = await insertBatch(database, { receivedAt: ago(61) });
    const told = await get(batch.id);
    expect(told).toMatchObject({ state: "failed", received: 0, error: expect.stringContaining("interrupted") });
    expect(told && isInterrupted(told)).toBe(true);
    // a long upload: its newest chunk counts, not its beginning
    await insertLedger(database, batch, 120, { stored: 5 });
    expect(await get(batch.id)).toMatchObject({ state: "receiving", received: 5, error: null, doneAt: null });
    await database.$executeRaw`update batch set chunks = 1, records = 5 where id = ${batch.id}`;
    expect(await get(batch.id)).toMatchObject({ state: "done", received: 5, error: null });
  });

  it("is done without records", async () => {
    const batch = await insertBatch(database, { totals: { chunks: 1, records: 0 } });
    expect(await get(batch.id)).toMatchObject({ state: "done", received: 0, pending: 0, firstEventAt: null });
  });

  it("shows a source its own batches only", async () => {
    const batch = await insertBatch(database, { source: "mine" });
    expect(await get(batch.id, "mine")).toBeDefined();
    expect(await get(batch.id, "theirs")).toBeUndefined();
    expect(await get("none such")).toBeUndefined();
  });
});

describe("listRejects", () => {
  const rejects = (batchId: string, cursor: string | null = null, sourceId: string | null = null) =>
    listRejects(sourceId === null ? everySource : onlySource(sourceId), { batchId, cursor }, database);

  it("gives records by their number, by page, each once", async () => {
    const batch = await insertBatch(database);
    for (let record = 1; record <= rejectPageSize + 2; record += 1) await insertReject(database, batch, record);
    const first = await rejects(batch.id);
    const second = await rejects(batch.id, first.nextCursor);
    expect([...first.rejects, ...second.rejects].map(({ record }) => record)).toEqual(
      Array.from({ length: rejectPageSize + 2 }, (_, index) => index + 1),
    );
    expect(first.rejects).toHaveLength(rejectPageSize);
    expect(second.nextCursor).toBeNull();
    expect(first.rejects[2]).toEqual({
      record: 3,
      reason: "missing_field",
      field: "userId",
      message: "message 3",
      raw: '{"record":3}',
    });
  });

  it("ends a page early when records are large, but not before the first", async () => {
    const batch = await insertBatch(database);
    for (const record of [1, 2, 3]) await insertReject(database, batch, record, { raw: Buffer.alloc(5_000_000, 0x78) });
    const first = await rejects(batch.id);
    expect(first.rejects.map(({ record }) => record)).toEqual([1, 2]);
    const second = await rejects(batch.id, first.nextCursor);
    expect(second).toMatchObject({ rejects: [{ record: 3 }], nextCursor: null });
  });

  it("shows bytes that are no text", async () => {
    const batch = await insertBatch(database);
    await insertReject(database, batch, 1, { raw: new Uint8Array([0x61, 0x00, 0xff]) });
    expect((await rejects(batch.id)).rejects[0]?.raw).toBe("a\u0000\ufffd");
  });

  it("has nothing for a batch that is not there, or another source's", async () => {
    const batch = await insertBatch(database, { source: "mine" });
    expect(await rejects(batch.id, null, "mine")).toEqual({ rejects: [], nextCursor: null });
    await insertReject(database, batch, 1);
    expect((await rejects(batch.id, null, "mine")).rejects).toHaveLength(1);
    expect(await rejects(batch.id, null, "theirs")).toEqual({ rejects: [], nextCursor: null });
    expect(await rejects("none such")).toEqual({ rejects: [], nextCursor: null });
    await expect(rejects(batch.id, "x")).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("listSourceIds", () => {
  it("names every source, the newest first", async () => {
    const [older, newer] = [randomUUID(), randomUUID()];
    for (const [id, year] of [
      [older, "2101"],
      [newer, "2102"],
    ] as const) {
      await database.$executeRaw`insert into source (id, name, created_at) values (${id}, ${id}, ${`${year}-01-01`}::timestamptz)`;
    }
    expect((await listSourceIds(everySource, database)).slice(0, 2)).toEqual([newer, older]);
    await database.$executeRaw`delete from source where id in (${newer}, ${older})`;
  });
});

describe("waitForBatch", () => {
  const signal = new AbortController().signal;

  it("sees that a batch is worked off while it waits", async () => {
    const id = randomUUID();
    const waiting = waitForBatch(everySource, id, { waitMs: 20_000, signal }, database);
    const batch = await insertBatch(database, { id, totals: { chunks: 1, records: 3 } });
    await insertLedger(database, batch, 0, { stored: 3 });
    expect(await waiting).toBe(true);
  });

  it("gives up at the end of the time, or when nobody waits for the answer", async () => {
    const batch = await insertBatch(database, { totals: { chunks: 1, records: 3 } });
    expect(await waitForBatch(everySource, batch.id, { waitMs: 120, signal }, database)).toBe(false);
    expect(await waitForBatch(everySource, batch.id, { waitMs: 20_000, signal: AbortSignal.abort() }, database)).toBe(
      false,
    );
  });
});
