import { afterAll, beforeAll, expect, it } from "vitest";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { countRecentRecords, countRejects } from "./count-records";

const prisma = getPrisma();

async function addChunk(batchId: string, chunkNo: number, receivedAt: Date): Promise<void> {
  await prisma.$executeRaw`
    insert into chunk_ledger (batch_id, chunk_no, received_at, source_id, kind, received, stored, duplicate, rejected, filtered)
    values (${batchId}, ${chunkNo}, ${receivedAt}, 'count-test', 'clicks', 10, 7, 2, 1, 3)`;
}

const moved = (batchId: string, receivedAt: Date) => ({ batchId, receivedAt, sourceId: "count-test", kind: "clicks" });

beforeAll(async () => {
  await prisma.source.create({ data: { id: "count-test", name: "t" } });
  const now = new Date();
  await addChunk("count-b1", 0, now);
  await addChunk("count-b1", 1, now);
  await addChunk("count-b2", 0, now);
  await addChunk("count-old", 0, new Date(now.getTime() - 3_700_000));
  await prisma.ledgerChange.create({
    data: { ...moved("count-b1", now), stored: 1, rejected: -1, filtered: 2, cause: "replay", causeId: "r" },
  });
  for (const [id, reason, count] of [
    ["count-1", "wrong_type", 2],
    ["count-2", "wrong_type", 3],
  ] as const) {
    const issue = { id, sourceId: "count-test", kind: "clicks", reason, field: id, count, replayed: 1 };
    await prisma.qualityIssue.create({ data: { ...issue, firstSeenAt: now, lastSeenAt: now } });
  }
});

afterAll(async () => {
  await prisma.$executeRaw`delete from chunk_ledger where source_id = 'count-test'`;
  await prisma.$executeRaw`delete from ledger_change where source_id = 'count-test'`;
  await prisma.qualityIssue.deleteMany({ where: { sourceId: "count-test" } });
  await prisma.source.delete({ where: { id: "count-test" } });
  await closePrisma();
});

it("adds up the last hour by source and kind, a batch once", async () => {
  expect((await countRecentRecords()).filter(({ source }) => source === "count-test")).toEqual([
    {
      source: "count-test",
      kind: "clicks",
      batches: 2,
      received: 30,
      stored: 22,
      duplicate: 6,
      rejected: 2,
      filtered: 11,
    },
  ]);
});

it("adds up rejects by reason", async () => {
  expect((await countRejects()).filter(({ source }) => source === "count-test")).toEqual([
    { source: "count-test", kind: "clicks", reason: "wrong_type", count: 7 },
  ]);
});
