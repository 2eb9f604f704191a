import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IssuePatch, issuePatchSchema } from "@/lib/contracts/quality";
import { everySource } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { updateIssue } from "./update-issue";

const id = "update-issue-one";
let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
beforeEach(async () => {
  const seen = new Date("2026-11-01T00:00:00Z");
  await prisma.qualityIssue.create({
    data: { id, sourceId: "s", kind: "clicks", reason: "wrong_type", count: 3n, firstSeenAt: seen, lastSeenAt: seen },
  });
});
afterEach(async () => {
  await prisma.qualityIssue.deleteMany({ where: { id } });
  await prisma.auditLog.deleteMany({ where: { subject: `quality_issue:${id}` } });
});
afterAll(() => prisma.$disconnect());

const update = (patch: IssuePatch, actor = "ann") =>
  updateIssue(everySource, id, issuePatchSchema.parse(patch), actor, prisma);
const audit = () => prisma.auditLog.findMany({ where: { subject: `quality_issue:${id}` }, orderBy: { id: "asc" } });

describe("updateIssue", () => {
  it("changes what is named, leaves the rest, and writes what was there before", async () => {
    expect(await update({ assignee: "bob" })).toMatchObject({ state: "open", assignee: "bob", count: 3 });
    expect(await update({ state: "ignored", note: "Test traffic" }, "bob")).toMatchObject({
      state: "ignored",
      assignee: "bob",
    });
    expect(await update({ assignee: null })).toMatchObject({ state: "ignored", assignee: null });
    const lines = await audit();
    expect(lines.map((line) => line.actor)).toEqual(["ann", "bob", "ann"]);
    expect(lines[1]).toMatchObject({
      action: "quality_issue.update",
      before: { state: "open", assignee: "bob", note: null },
      after: { state: "ignored", assignee: "bob", note: "Test traffic" },
    });
  });

  it("lets one of two win who resolve at once, and tells the other who it was", async () => {
    const people = ["ann", "bob", "cem"];
    const results = await Promise.allSettled(people.map((person) => update({ state: "resolved" }, person)));
    const winner = people[results.findIndex((result) => result.status === "fulfilled")];
    const losers = results.filter((result) => result.status === "rejected");
    expect(losers).toHaveLength(2);
    for (const { reason } of losers) {
      expect(reason).toMatchObject({ code: "conflict", details: { state: "resolved", actor: winner } });
      expect(reason.message).toContain(`already resolved, by ${winner}`);
    }
    expect(await audit()).toHaveLength(1);
    expect(await update({ state: "open" })).toMatchObject({ state: "open" });
  });

  it("writes nothing for a patch that changes nothing", async () => {
    await update({ assignee: null });
    expect(await audit()).toEqual([]);
  });

  it("keeps when it was resolved, and forgets at a person's word that it came back", async () => {
    const row = () => prisma.qualityIssue.findUniqueOrThrow({ where: { id } });
    await update({ state: "resolved" });
    expect((await row()).resolvedAt).toBeInstanceOf(Date);
    await update({ assignee: "bob" });
    expect((await row()).resolvedAt).toBeInstanceOf(Date);
    await prisma.qualityIssue.update({ where: { id }, data: { state: "open", regressedAt: new Date() } });
    expect((await update({ note: "again" })).regressedAt).not.toBeNull();
    await update({ state: "ignored", note: "Test traffic" });
    expect(await update({ state: "open" })).toMatchObject({ regressedAt: null, note: "Test traffic" });
    expect((await row()).resolvedAt).toBeNull();
  });

  it("asks for a reason to ignore, and for anything at all", () => {
    expect(issuePatchSchema.safeParse({ state: "ignored" }).success).toBe(false);
    expect(issuePatchSchema.safeParse({}).success).toBe(false);
  });

  it("finds no issue that there is not", async () => {
    for (const none of ["update-issue-none", "nul\0"]) {
      await expect(updateIssue(everySource, none, { state: "resolved" }, "ann", prisma)).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});
