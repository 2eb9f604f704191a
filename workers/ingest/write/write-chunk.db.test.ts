import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { figuresOf, jsonChunk, seedCampaign, throughStages } from "../chunk.fixture";
import { writeChunk } from "./write-chunk";

const minute = 60_000;
const start = Date.now() - 60 * minute;
let prisma: PrismaClient;
let seeded: Awaited<ReturnType<typeof seedCampaign>>;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 6);
  seeded = await seedCampaign(prisma);
});
afterAll(() => prisma.$disconnect());

const impression = (change: object = {}) => ({
  event_id: randomUUID(),
  timestamp: new Date(start).toISOString(),
  user_id: "u",
  creative_id: seeded.creativeId,
  website: "https://www.example.com/x",
  ...change,
});
const chunkOf = (records: readonly unknown[], change?: Partial<ChunkHeader>) =>
  throughStages(jsonChunk(records, change), seeded.catalogue);
const counted = async (table: "impression" | "journey_event", ids: string[]) => {
  const rows =
    table === "impression"
      ? await prisma.$queryRaw<
          { n: number }[]
        >`select count(*)::integer as n from impression where event_id = any(${ids}::text[])`
      : await prisma.$queryRaw<
          { n: number }[]
        >`select count(*)::integer as n from journey_event where event_id = any(${ids}::text[])`;
  return rows[0]?.n;
};

describe("writeChunk", () => {
  it("stores events as they were understood", async () => {
    const record = impression({ user_agent: "curl/8.0", viewable: true, auction_id: 77 });
    const chunk = chunkOf([record]);
    expect(await writeChunk(prisma, chunk)).toMatchObject({
      redelivered: false,
      stored: [{ eventId: record.event_id }],
    });
    const [row] = await prisma.$queryRaw<object[]>`select * from impression where event_id = ${record.event_id}`;
    expect(row).toMatchObject({
      occurred_at: new Date(start),
      source_id: chunk.header.sourceId,
      batch_id: chunk.header.batchId,
      campaign_id: seeded.campaignId,
      creative_id: seeded.creativeId,
      site: "example.com",
      auction_id: "77",
      cost_micros: 4500n,
      viewable: true,
      country: "unknown",
      marks: ["known_crawler@1", "non_browser_agent@1"],
      filter_reason: "known_crawler",
    });
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ received: 1, stored: 1, filtered: 1 });
    expect(await counted("journey_event", [record.event_id])).toBe(1);
  });

  it("writes a chunk once, however often and however simultaneously it comes", async () => {
    const records = Array.from({ length: 40 }, () => impression());
    const json = jsonChunk([...records, "broken"]);
    const write = () => writeChunk(prisma, throughStages(json, seeded.catalogue));
    const written = await Promise.all([write(), write(), write()]);
    written.push(await write());
    expect(written.filter((result) => !result.redelivered)).toHaveLength(1);
    expect(await figuresOf(prisma, json.header.batchId)).toEqual({
      chunks: 1,
      received: 41,
      stored: 40,
      duplicate: 0,
      rejected: 1,
      filtered: 0,
    });
    expect(
      await counted(
        "impression",
        records.map((record) => record.event_id),
      ),
    ).toBe(40);
    const [issue] = await prisma.$queryRaw<{ count: bigint }[]>`
      select count from quality_issue where source_id = ${json.header.sourceId}`;
    expect(issue?.count).toBe(1n);
  });

  it("counts duplicates inside a chunk and across batches, and stores none", async () => {
    const records = Array.from({ length: 10 }, () => impression());
    const first = chunkOf([...records, records[0], records[0]]);
    const second = chunkOf([...records.toReversed(), impression()]);
    await writeChunk(prisma, first);
    await writeChunk(prisma, second);
    expect(await figuresOf(prisma, first.header.batchId)).toMatchObject({ received: 12, stored: 10, duplicate: 2 });
    expect(await figuresOf(prisma, second.header.batchId)).toMatchObject({ received: 11, stored: 1, duplicate: 10 });
    expect(
      await counted(
        "impression",
        records.map((record) => record.event_id),
      ),
    ).toBe(10);
  });

  it("lets exactly one of many simultaneous batches store each event", async () => {
    const records = Array.from({ length: 60 }, () => impression());
    const chunks = Array.from({ length: 6 }, (_, index) => chunkOf(index % 2 ? records.toReversed() : records));
    await Promise.all(chunks.map((chunk) => writeChunk(prisma, chunk)));
    const figures = await Promise.all(chunks.map((chunk) => figuresOf(prisma, chunk.header.batchId)));
    expect(figures.reduce((sum, each) => sum + (each?.stored ?? 0), 0)).toBe(60);
    expect(figures.every((each) => each?.received === (each?.stored ?? 0) + (each?.duplicate ?? 0))).toBe(true);
    expect(
      await counted(
        "impression",
        records.map((record) => record.event_id),
      ),
    ).toBe(60);
    expect(
      await counted(
        "journey_event",
        records.map((record) => record.event_id),
      ),
    ).toBe(60);
  });

  it("rejects an id that is used again for something else, and keeps what was sent", async () => {
    const record = impression();
    await writeChunk(prisma, chunkOf([record]));
    const other = { ...record, timestamp: new Date(start + 1).toISOString() };
    const again = chunkOf([other, { ...record, website: "other.com" }, record]);
    await writeChunk(prisma, again);
    expect(await figuresOf(prisma, again.header.batchId)).toMatchObject({ received: 3, rejected: 2, duplicate: 1 });
    const rejects = await prisma.$queryRaw<{ raw: Uint8Array }[]>`
      select record_no::integer as record, reason, field, message, raw from rejected_record
      where batch_id = ${again.header.batchId} order by record_no`;
    expect(rejects).toMatchObject([
      { record: 1, reason: "id_reused", field: "eventId", message: expect.stringContaining("first received") },
      { record: 2, reason: "id_reused" },
    ]);
    expect(Buffer.from(rejects[0]?.raw ?? []).toString()).toBe(JSON.stringify(other));
  });

  it("takes an id anew after 7 days, and finds old events whose id was cleared away", async () => {
    const record = impression();
    await writeChunk(prisma, chunkOf([record]));
    const inEightDays = new Date(Date.now() + 8 * 86_400_000).toISOString();
    const later = chunkOf([{ ...record, timestamp: new Date(start + minute).toISOString() }], {
      receivedAt: inEightDays,
    });
    await writeChunk(prisma, later);
    expect(await figuresOf(prisma, later.header.batchId)).toMatchObject({ stored: 1 });
    expect(await counted("impression", [record.event_id])).toBe(2);
    await prisma.$executeRaw`delete from event_key where event_id = ${record.event_id}`;
    const again = chunkOf([record]);
    await writeChunk(prisma, again);
    expect(await figuresOf(prisma, again.header.batchId)).toMatchObject({ stored: 0, duplicate: 1 });
  });

  it("tells the batch's totals whichever chunk comes first", async () => {
    const totals = { chunks: 2, records: 2, bytes: 99, error: "cut off" };
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const batch = { batchId: randomUUID(), sourceId: "s" };
      for (const chunkNo of order) {
        const last = chunkNo === 1 ? { totals, firstRecord: 2 } : {};
        await writeChunk(
          prisma,
          chunkOf([impression()], { ...batch, ...last, chunkNo, receivedAt: new Date(start).toISOString() }),
        );
      }
      const rows = await prisma.$queryRaw<object[]>`select * from batch where id = ${batch.batchId}`;
      expect(rows).toMatchObject([{ chunks: 2, records: 2n, bytes: 99n, error: "cut off", kind: "impressions" }]);
      expect(await figuresOf(prisma, batch.batchId)).toMatchObject({ chunks: 2, stored: 2 });
    }
  });

  it("writes a chunk without records, for the totals", async () => {
    const chunk = chunkOf([], { totals: { chunks: 1, records: 0, bytes: 0 } });
    await writeChunk(prisma, chunk);
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ chunks: 1, received: 0 });
  });

  it("opens a resolved issue again and leaves an ignored one", async () => {
    const sourceId = `source-${randomUUID()}`;
    const stateAfter = async (state: string) => {
      await prisma.$executeRaw`update quality_issue set state = ${state} where source_id = ${sourceId}`;
      await writeChunk(prisma, chunkOf(["{}", "[]"], { sourceId }));
      return prisma.$queryRaw<
        object[]
      >`select state, count::integer from quality_issue where source_id = ${sourceId} order by reason`;
    };
    expect(await stateAfter("open")).toEqual([
      { state: "open", count: 1 },
      { state: "open", count: 1 },
    ]);
    expect(await stateAfter("resolved")).toEqual([
      { state: "open", count: 2 },
      { state: "open", count: 2 },
    ]);
    expect(await stateAfter("ignored")).toEqual([
      { state: "ignored", count: 3 },
      { state: "ignored", count: 3 },
    ]);
  });

  it("notes the touched time and raises the watermarks, which never go back", async () => {
    const sourceId = `source-${randomUUID()}`;
    const at = (minutes: number) => impression({ timestamp: new Date(start + minutes * minute).toISOString() });
    await writeChunk(prisma, chunkOf([at(5), at(-3000), at(-2990)], { sourceId }));
    await writeChunk(prisma, chunkOf([at(1)], { sourceId }));
    const ranges = await prisma.$queryRaw<object[]>`
      select kind, from_at, to_at from touched_range where source_id = ${sourceId} order by id, from_at`;
    expect(ranges).toEqual([
      { kind: "impression", from_at: new Date(start - 3000 * minute), to_at: new Date(start - 2990 * minute) },
      { kind: "impression", from_at: new Date(start + 5 * minute), to_at: new Date(start + 5 * minute) },
      { kind: "impression", from_at: new Date(start + minute), to_at: new Date(start + minute) },
    ]);
    const marks = await prisma.$queryRaw<object[]>`
      select stage, watermark from watermark where source_id = ${sourceId} order by stage`;
    expect(marks).toEqual([
      { stage: "received", watermark: new Date(start + 5 * minute) },
      { stage: "stored", watermark: new Date(start + 5 * minute) },
    ]);
  });

  it("leaves nothing behind when it fails", async () => {
    const record = impression();
    const chunk = chunkOf([record, "broken"]);
    const wrong = { ...chunk, header: { ...chunk.header, records: 3 } };
    await expect(writeChunk(prisma, wrong)).rejects.toThrow();
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ chunks: 0 });
    expect(await counted("impression", [record.event_id])).toBe(0);
    await writeChunk(prisma, chunk);
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ stored: 1, rejected: 1 });
  });

  it("keeps hostile targeting, and rejects alone what the database cannot keep", async () => {
    const request = (targeting: object) => ({
      event_id: randomUUID(),
      timestamp: new Date(start).toISOString(),
      user_id: 1,
      auction_id: 1,
      targeting,
    });
    const fine = [
      { "a\\u0000": "\\\\u0000 \\ud800" },
      { "😀": ["\ud83d\ude00", 1e308, null] },
      JSON.parse('{"__proto__":1}'),
    ];
    const bad = [{ a: "\0" }, { "\0": 1 }, { a: [{ b: "\ud83d" }] }, { a: "\ude00" }, { a: "\\\0" }];
    const records = [...fine, ...bad].map(request);
    const chunk = chunkOf(records, { kind: "bid-requests" });
    await writeChunk(prisma, chunk);
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ received: 8, stored: 3, rejected: 5 });
    const rows = await prisma.$queryRaw<{ event_id: string; targeting: unknown }[]>`
      select event_id, targeting from bid_request where batch_id = ${chunk.header.batchId}`;
    const stored = new Map(rows.map((row) => [row.event_id, row.targeting]));
    expect(records.slice(0, 2).map((record) => stored.get(record.event_id))).toEqual(fine.slice(0, 2));
  });

  it("keeps hostile text byte for byte", async () => {
    const hostile = ['a"b\\c{},', "NULL", "'; drop table click; --", "\u202eabc", "emoji 👩‍👩‍👧", "\\", "{1,2}", '"'];
    const records = hostile.map((placement) => impression({ placement }));
    await writeChunk(prisma, chunkOf(records));
    const rows = await prisma.$queryRaw<{ event_id: string; placement: string }[]>`
      select event_id, placement from impression where event_id = any(${records.map((record) => record.event_id)}::text[])`;
    const stored = new Map(rows.map((row) => [row.event_id, row.placement]));
    expect(records.map((record) => stored.get(record.event_id))).toEqual(hostile);
  });
});
