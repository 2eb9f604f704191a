import { afterAll, expect, it } from "vitest";
import { insertBatch, insertLedger, insertReject } from "@/lib/read-models/batches/batch-rows.fixture";
import { everySource } from "@/lib/scope";
import { createPrisma } from "@/lib/storage/prisma";
import { listIssueRecords } from "./list-issue-records";

const prisma = createPrisma(process.env.DATABASE_URL ?? "");
// the tests of batches have rejects of the fixture's own issue
const issue = "record-form";
afterAll(async () => {
  await prisma.qualityIssue.deleteMany({ where: { id: issue } });
  await prisma.$disconnect();
});

it("tells of each record how it was written, of a row of CSV with the header line of its file", async () => {
  const seen = new Date("2026-11-01T10:00:00.123Z");
  const key = { id: issue, sourceId: issue, kind: "impressions", reason: "missing_field", field: "userId" };
  await prisma.qualityIssue.create({ data: { ...key, count: 5n, firstSeenAt: seen, lastSeenAt: seen } });
  const batch = await insertBatch(prisma, { receivedAt: seen });
  const csv = { format: "csv", delimiter: ";" } as const;
  await insertLedger(prisma, batch, 0, { rejected: 10, written: { ...csv, firstRecord: 1, header: "a;b" } });
  await insertLedger(prisma, batch, 1, { rejected: 10, written: { ...csv, firstRecord: 11 } });
  await insertLedger(prisma, batch, 2, { rejected: 10, written: { format: "avro", firstRecord: 21 } });
  const forgotten = await insertBatch(prisma, { receivedAt: seen });
  await insertLedger(prisma, forgotten, 0, { rejected: 10 });
  for (const record of [1, 15, 21]) await insertReject(prisma, batch, record, { issue });
  await insertReject(prisma, forgotten, 7, { issue });
  const { records } = await listIssueRecords(everySource, issue, undefined, prisma);
  const formOf = (batchId: string, record: number) =>
    records.find((one) => one.batchId === batchId && one.record === record)?.form;
  const row = { format: "csv", csvHeader: "a;b", csvDelimiter: ";" };
  expect(formOf(batch.id, 1)).toEqual(row);
  expect(formOf(batch.id, 15)).toEqual(row);
  expect(formOf(batch.id, 21)).toEqual({ format: "avro", csvHeader: null, csvDelimiter: null });
  expect(formOf(forgotten.id, 7)).toBeNull();
});
