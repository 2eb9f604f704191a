import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { Batch } from "@/lib/contracts/batch";
import { everySource } from "@/lib/scope";
import { createPrisma } from "@/lib/storage/prisma";
import { insertBatch, insertLedger } from "./batch-rows.fixture";
import { type BatchFilter, listBatches, maxScanned } from "./list-batches";

const database = createPrisma(process.env.DATABASE_URL ?? "", 2);
afterAll(() => database.$disconnect());

const everything = { source: null, from: null, to: null, cursor: null };

describe("listBatches", () => {
  it("gives the newest first, by page, each batch once", async () => {
    const source = randomUUID();
    const times = Array.from({ length: 205 }, (_, index) => new Date(Date.UTC(2026, 9, 1) + Math.floor(index / 3)));
    const batches = [];
    for (const receivedAt of times) batches.push(await insertBatch(database, { source, receivedAt }));
    const seen: Batch[] = [];
    const sizes: number[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await listBatches(everySource, { ...everything, source, cursor }, database);
      seen.push(...page.batches);
      sizes.push(page.batches.length);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(sizes).toEqual([100, 100, 5]);
    const expected = batches.sort((a, b) => +b.receivedAt - +a.receivedAt || (a.id < b.id ? -1 : 1));
    expect(seen.map((batch) => batch.batchId)).toEqual(expected.map((batch) => batch.id));
  });

  it("takes the beginning of a span in and its end out", async () => {
    const source = randomUUID();
    for (const day of [1, 2, 3]) await insertBatch(database, { source, receivedAt: new Date(Date.UTC(2026, 8, day)) });
    const span = { from: new Date("2026-09-02T00:00:00Z"), to: new Date("2026-09-03T00:00:00Z") };
    const { batches } = await listBatches(everySource, { ...everything, source, ...span }, database);
    expect(batches.map((batch) => batch.receivedAt)).toEqual(["2026-09-02T00:00:00.000Z"]);
  });

  it("gives those of one kind, way or state", async () => {
    const source = randomUUID();
    const one = { chunks: 1, records: 1 };
    const settled = await insertBatch(database, { source, totals: one, kind: "clicks" });
    await insertLedger(database, settled, 0, { stored: 1 });
    const refused = await insertBatch(database, { source, totals: { ...one, error: "cut off" } });
    await insertLedger(database, refused, 0, { stored: 1 });
    const waiting = await insertBatch(database, { source, totals: one, via: "console", corrects: settled.id });
    const lost = await insertBatch(database, { source });
    const open = await insertBatch(database, { source, receivedAt: new Date() });
    const list = async (filter: Partial<BatchFilter>) =>
      new Set(
        (await listBatches(everySource, { ...everything, source, ...filter }, database)).batches.map(
          ({ batchId }) => batchId,
        ),
      );
    expect(await list({ kind: "clicks" })).toEqual(new Set([settled.id]));
    expect(await list({ via: "console" })).toEqual(new Set([waiting.id]));
    expect(await list({ corrects: settled.id })).toEqual(new Set([waiting.id]));
    expect(await list({ state: "done" })).toEqual(new Set([settled.id]));
    expect(await list({ state: "failed" })).toEqual(new Set([refused.id, lost.id]));
    expect(await list({ state: "processing" })).toEqual(new Set([waiting.id, open.id]));
    expect(await list({ state: "receiving" })).toEqual(new Set([open.id]));
    expect(await list({ state: "receiving", kind: "clicks" })).toEqual(new Set());
  });

  it("looks at a bounded number of batches for those in one state, and goes on behind them", async () => {
    const source = randomUUID();
    await database.$executeRaw`
      insert into batch (id, source_id, kind, received_at, records)
      select ${source} || '-' || n, ${source}, 'clicks', '2026-08-01T00:00:00Z'::timestamptz + n * interval '1 second',
        case when n <= 2 then 0 else 9 end
      from generate_series(1, ${maxScanned + 1}::int) as n`;
    const first = await listBatches(everySource, { ...everything, source, state: "done" }, database);
    expect(first.batches.map(({ batchId }) => batchId)).toEqual([`${source}-2`]);
    const second = await listBatches(
      everySource,
      { ...everything, source, state: "done", cursor: first.nextCursor },
      database,
    );
    expect(second).toMatchObject({ batches: [{ batchId: `${source}-1` }], nextCursor: null });
  });

  const cursorOf = (json: string) => Buffer.from(json).toString("base64url");
  it.each(["", "x", cursorOf('["now","id"]'), cursorOf('["2026-11-23T00:00:00.000Z","a\\u0000"]')])(
    "refuses the cursor %j",
    async (cursor) => {
      await expect(listBatches(everySource, { ...everything, cursor }, database)).rejects.toMatchObject({
        code: "invalid_request",
      });
    },
  );
});
