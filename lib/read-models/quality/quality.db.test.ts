import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueRecordListSchema, qualityIssueListSchema } from "@/lib/contracts/quality";
import { everySource } from "@/lib/scope";
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

async function issueIds(query: Parameters<typeof listIssues>[1]) {
  const { issues } = qualityIssueListSchema.parse(await listIssues(everySource, query, prisma));
  return issues.map((issue) => issue.id).filter((id) => id.startsWith("quality-"));
}

describe("listIssues", () => {
  it("gives each issue its newest record, and none where none is kept", async () => {
    const { issues } = await listIssues(everySource, { source: "quality-shop" }, prisma);
    expect(issues[0]).toMatchObject({ id: "quality-many", sourceName: "The shop", count: 120, field: "creativeId" });
    expect(issues[0]?.sample).toEqual({
      batchId: "quality-many-39",
      record: 3,
      message: "record 119",
      raw: '{"n":119}',
    });
    expect((await listIssues(everySource, { source: "quality-gone" }, prisma)).issues[0]).toMatchObject({
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
    const { counts } = await listIssues(everySource, { source: "quality-shop", state: "ignored" }, prisma);
    expect(counts).toMatchObject({ open: 1, ignored: 1, resolved: 0 });
    expect((await listIssues(everySource, { source: "quality-none" }, prisma)).counts).toEqual({
      open: 0,
      ignored: 0,
      resolved: 0,
    });
  });

  it("finds nobody's, by field, what came back, and sorts", async () => {
    expect(await issueIds({ assignee: "none", field: "creativeId", kind: "impressions" })).toHaveLength(2);
    await prisma.qualityIssue.update({
      where: { id: "quality-unknown-source" },
      data: { assignee: "ann", regressedAt: new Date(from), note: "n", replayed: 4n },
    });
    expect(await issueIds({ assignee: "ann" })).toEqual(["quality-unknown-source"]);
    expect(await issueIds({ assignee: "none" })).toEqual(["quality-many", "quality-ignored"]);
    expect(await issueIds({ is: "regressed" })).toEqual(["quality-unknown-source"]);
    expect((await listIssues(everySource, { source: "quality-gone" }, prisma)).issues[0]).toMatchObject({
      regressedAt: new Date(from).toISOString(),
      note: "n",
      replayed: 4,
      isNew: false,
    });
    await prisma.qualityIssue.update({
      where: { id: "quality-unknown-source" },
      data: { state: "resolved", count: 0n },
    });
    expect(await issueIds({ is: "regressed" })).toEqual([]);
    const { issues } = await listIssues(everySource, { state: "resolved", source: "quality-gone" }, prisma);
    expect(issues).toMatchObject([{ regressedAt: null, count: 0 }]);
    expect(await issueIds({ sort: "count" })).toEqual(["quality-many", "quality-ignored", "quality-unknown-source"]);
    expect(await issueIds({ field: "userId" })).toEqual([]);
  });

  it("tells a week by 6 hours, and what is new", async () => {
    const now = Date.now();
    await insertIssue("trend", { firstSeenAt: new Date(now - 7_200_000), lastSeenAt: new Date(now) });
    const hours = [0, 1, 24, 6 * 27, 6 * 29];
    await prisma.qualityIssueHour.createMany({
      data: hours.map((ago, index) => ({
        issueId: "quality-trend",
        hour: new Date(Math.floor(now / 21_600_000) * 21_600_000 - ago * 3_600_000),
        count: 10 ** index,
      })),
    });
    const { issues } = await listIssues(everySource, { is: "new" }, prisma);
    const trend = issues.find((issue) => issue.id === "quality-trend")?.trend ?? [];
    expect(trend).toHaveLength(28);
    expect([trend[27], trend[26], trend[23], trend[0]]).toEqual([1, 10, 100, 1000]);
    expect(trend.reduce((sum, count) => sum + count)).toBe(1111);
    await prisma.qualityIssue.delete({ where: { id: "quality-trend" } });
    await prisma.qualityIssueHour.deleteMany({ where: { issueId: "quality-trend" } });
  });

  it("counts what the catalogue and the rates know by now", async () => {
    await insertIssue("unknown", { reason: "unknown_reference", kind: "bids", lastSeenAt: new Date(from) });
    const waiting = (index: number, field: string, reference: string | null, day = "2026-11-10") => ({
      ...record("unknown", 0, ""),
      recordNo: BigInt(index),
      field,
      reference,
      eventAt: new Date(`${day}T23:00:00Z`),
    });
    await prisma.rejectedRecord.createMany({
      data: [
        waiting(1, "creativeId", "quality-x"),
        waiting(2, "creativeId", "quality-x"),
        waiting(3, "creativeId", "quality-y"),
        waiting(4, "campaignId", "quality-x"),
        waiting(5, "currency", "currency:QQQ"),
        waiting(6, "currency", "currency:QQQ", "2026-11-18"),
        waiting(7, "creativeId", null),
      ],
    });
    const replayable = async () =>
      (await listIssues(everySource, { kind: "bids" }, prisma)).issues.map((issue) => issue.replayable);
    expect(await replayable()).toEqual([0]);
    expect(await issueIds({ is: "replayable" })).toEqual([]);
    await prisma.advertiser.create({ data: { id: "quality-a", name: "A" } });
    await prisma.campaign.create({ data: { id: "quality-c", advertiserId: "quality-a", name: "C" } });
    await prisma.creative.create({ data: { id: "quality-x", campaignId: "quality-c", name: "X" } });
    expect(await replayable()).toEqual([2]);
    expect(await issueIds({ is: "replayable" })).toEqual(["quality-unknown"]);
    const day = new Date("2026-11-10");
    await prisma.currencyRate.create({ data: { day, base: "QQZ", currency: "QQQ", rate: 2 } });
    expect(await replayable()).toEqual([3]);
    expect((await listIssues(everySource, { source: "quality-gone" }, prisma)).issues[0]?.replayable).toBeNull();
    await prisma.currencyRate.deleteMany({ where: { base: "QQZ" } });
    await prisma.creative.delete({ where: { id: "quality-x" } });
    await prisma.campaign.delete({ where: { id: "quality-c" } });
    await prisma.advertiser.delete({ where: { id: "quality-a" } });
  });

  it("shows bytes that are no text", async () => {
    const { issues } = await listIssues(everySource, { state: "ignored", source: "quality-shop" }, prisma);
    expect(issues[0]?.sample?.raw).toBe("a\ufffdb");
  });
});

describe("listIssueRecords", () => {
  it("pages through every record once, newest first, while new ones arrive", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = issueRecordListSchema.parse(await listIssueRecords(everySource, "quality-many", cursor, prisma));
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
    const { records } = await listIssueRecords(everySource, "quality-huge", undefined, prisma);
    expect(records[0]?.raw).toBe("é".repeat(shownBytes / 2));
  });

  it.each([
    "",
    "nonsense",
    Buffer.from("[1,2,3]").toString("base64url"),
    Buffer.from('["x","y",1]').toString("base64url"),
  ])("refuses the cursor %j", async (cursor) => {
    await expect(listIssueRecords(everySource, "quality-many", cursor, prisma)).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  it("finds no issue that there is not", async () => {
    await expect(listIssueRecords(everySource, "quality-none", undefined, prisma)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
