import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueRecordListSchema, qualityIssueListSchema } from "@/lib/contracts/quality";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { listIssueRecords } from "./list-issue-records";
import { listIssues } from "./list-issues";
import { shownBytes } from "./raw-text";

const from = Date.parse("2026-11-01T00:00:00Z");
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await prisma.source.create({ data: { id: "quality-shop", name: "The shop" } });
  await insertIssue("many", { count: 120n });
  await insertIssue("ignored", { state: "ignored", reason: "wrong_type", kind: "clicks", lastSeenAt: new Date(from) });
  await insertIssue("unknown-source", { sourceId: "quality-gone" });
  await prisma.rejectedRecord.createMany({
    // three records of each batch arrived in the same instant: the cursor must tell them apart
    data: Array.from({ length: 120 }, (_, index) => record("many", index, `{"n":${index}}`)),
  });
  await prisma.rejectedRecord.createMany({ data: [record("ignored", 0, Buffer.from([0x61, 0xff, 0x62]))] });
});
afterAll(async () => {
  await prisma.qualityIssue.deleteMany({ where: { id: { startsWith: "quality-" } } });
  await prisma.source.deleteMany({ where: { id: "quality-shop" } });
  await prisma.$disconnect();
});

function insertIssue(id: string, more: object) {
  return prisma.qualityIssue.create({
    data: {
      id: `quality-${id}`,
      sourceId: "quality-shop",
      kind: "impressions",
      reason: "missing_field",
      field: "creativeId",
      count: 1n,
      firstSeenAt: new Date(from),
      lastSeenAt: new Date(from + 39_000),
      ...more,
    },
  });
}

function record(issue: string, index: number, raw: string | Uint8Array) {
  return {
    batchId: `quality-${issue}-${Math.floor(index / 3)}`,
    recordNo: BigInt((index % 3) + 1),
    receivedAt: new Date(from + Math.floor(index / 3) * 1000),
    sourceId: "quality-shop",
    kind: "impressions",
    issueId: `quality-${issue}`,
    reason: "missing_field",
    field: "creativeId",
    message: `record ${index}`,
    raw: new Uint8Array(Buffer.from(raw)),
  };
}

async function issueIds(query: Parameters<typeof listIssues>[0]) {
  const { issues } = qualityIssueListSchema.parse(await listIssues(query, prisma));
  return issues.map((issue) => issue.id).filter((id) => id.startsWith("quality-"));
}

describe("listIssues", () => {
  it("gives each issue its newest record, and none where none is kept", async () => {
    const { issues } = await listIssues({ source: "quality-shop" }, prisma);
    expect(issues[0]).toMatchObject({ id: "quality-many", sourceName: "The shop", count: 120, field: "creativeId" });
    expect(issues[0]?.sample).toEqual({
      batchId: "quality-many-39",
      record: 3,
      message: "record 119",
      raw: '{"n":119}',
    });
    expect((await listIssues({ source: "quality-gone" }, prisma)).issues[0]).toMatchObject({
      sourceName: "quality-gone",
      sample: null,
    });
  });

  it("filters by state, source, reason and kind", async () => {
    expect(await issueIds({})).toEqual(["quality-many", "quality-unknown-source", "quality-ignored"]);
    expect(await issueIds({ state: "ignored" })).toEqual(["quality-ignored"]);
    expect(await issueIds({ reason: "missing_field", source: "quality-shop" })).toEqual(["quality-many"]);
    expect(await issueIds({ kind: "clicks" })).toEqual(["quality-ignored"]);
    expect(await issueIds({ kind: "clicks", state: "open" })).toEqual([]);
  });

  it("counts the issues of every state that pass the other filters", async () => {
    const { counts } = await listIssues({ source: "quality-shop", state: "ignored" }, prisma);
    expect(counts).toMatchObject({ open: 1, ignored: 1, resolved: 0 });
    expect((await listIssues({ source: "quality-none" }, prisma)).counts).toEqual({ open: 0, ignored: 0, resolved: 0 });
  });

  it("shows bytes that are no text", async () => {
    const { issues } = await listIssues({ state: "ignored", source: "quality-shop" }, prisma);
    expect(issues[0]?.sample?.raw).toBe("a\ufffdb");
  });
});

describe("listIssueRecords", () => {
  it("pages through every record once, newest first, while new ones arrive", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = issueRecordListSchema.parse(await listIssueRecords("quality-many", cursor, prisma));
      seen.push(...page.records.map((row) => row.raw));
      cursor = page.nextCursor ?? undefined;
      const late = { ...record("many", seen.length, "late"), receivedAt: new Date(from + 90_000) };
      await prisma.rejectedRecord.create({ data: late });
    } while (cursor);
    expect(seen).toHaveLength(120);
    expect(seen[0]).toBe('{"n":119}');
    expect(new Set(seen).size).toBe(120);
    expect(seen).not.toContain("late");
  });

  it("shows a bounded part of a huge record", async () => {
    await insertIssue("huge", {});
    await prisma.rejectedRecord.create({ data: record("huge", 0, "é".repeat(shownBytes)) });
    const { records } = await listIssueRecords("quality-huge", undefined, prisma);
    expect(records[0]?.raw).toBe("é".repeat(shownBytes / 2));
  });

  it.each([
    "",
    "nonsense",
    Buffer.from("[1,2,3]").toString("base64url"),
    Buffer.from('["x","y",1]').toString("base64url"),
  ])("refuses the cursor %j", async (cursor) => {
    await expect(listIssueRecords("quality-many", cursor, prisma)).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("finds no issue that there is not", async () => {
    await expect(listIssueRecords("quality-none", undefined, prisma)).rejects.toMatchObject({ code: "not_found" });
  });
});
