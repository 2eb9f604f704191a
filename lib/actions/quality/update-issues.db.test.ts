import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type IssuePatch, issuesPatchedSchema, issuesPatchSchema } from "@/lib/contracts/quality";
import { createPrisma } from "@/lib/storage/prisma";
import { updateIssues } from "./update-issues";

const prisma = createPrisma(process.env.DATABASE_URL ?? "");
const ids = ["bulk-a", "bulk-b", "bulk-c"];
const seen = new Date("2026-11-01T00:00:00Z");

beforeEach(async () => {
  await prisma.qualityIssue.deleteMany({ where: { id: { in: ids } } });
  await prisma.auditLog.deleteMany({ where: { subject: { startsWith: "quality_issue:bulk-" } } });
  const issue = { sourceId: "s", kind: "clicks", reason: "wrong_type", count: 3n, firstSeenAt: seen, lastSeenAt: seen };
  await prisma.qualityIssue.createMany({ data: ids.map((id) => ({ ...issue, id })) });
});
afterAll(async () => {
  await prisma.qualityIssue.deleteMany({ where: { id: { in: ids } } });
  await prisma.auditLog.deleteMany({ where: { subject: { startsWith: "quality_issue:bulk-" } } });
  await prisma.$disconnect();
});

const update = async (ids: string[], patch: IssuePatch) => {
  const input = issuesPatchSchema.parse({ ids, patch });
  return issuesPatchedSchema.parse(await updateIssues(input.ids, input.patch, "ann", prisma));
};
const lines = () =>
  prisma.auditLog.findMany({ where: { subject: { startsWith: "quality_issue:bulk-" } }, orderBy: { id: "asc" } });
const states = async () =>
  (await prisma.qualityIssue.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } })).map(
    ({ state, assignee }) => `${state} ${assignee}`,
  );

describe("updateIssues", () => {
  it("changes all in the order asked for, with a line for each, and leaves what is in that state", async () => {
    expect(await update(["bulk-b"], { state: "resolved" })).toEqual({ changed: ["bulk-b"], unchanged: [] });
    const patch = { state: "resolved", assignee: "bob" } as const;
    expect(await update(["bulk-c", "bulk-b", "bulk-a", "bulk-c"], patch)).toEqual({
      changed: ["bulk-c", "bulk-a"],
      unchanged: ["bulk-b"],
    });
    expect(await states()).toEqual(["resolved bob", "resolved null", "resolved bob"]);
    expect((await lines()).map(({ subject, actor, before, after }) => [subject, actor, before, after])).toEqual([
      ["quality_issue:bulk-b", "ann", ...moved(null)],
      ["quality_issue:bulk-a", "ann", ...moved("bob")],
      ["quality_issue:bulk-c", "ann", ...moved("bob")],
    ]);
  });

  it("changes nothing when one of them is not there", async () => {
    for (const missing of ["bulk-none", "nul\u0000"]) {
      const asked = updateIssues(["bulk-a", missing], { state: "resolved" }, "ann", prisma);
      await expect(asked).rejects.toMatchObject({ code: "not_found", details: { ids: [missing] } });
    }
    expect(await states()).toEqual(["open null", "open null", "open null"]);
    expect(await lines()).toEqual([]);
  });

  it("lets two who change overlapping issues at once do it one after the other", async () => {
    const [first, second] = await Promise.all([
      update(["bulk-a", "bulk-b"], { state: "resolved" }),
      update(["bulk-b", "bulk-a", "bulk-c"], { state: "resolved" }),
    ]);
    expect([...first.changed, ...second.changed].sort()).toEqual(ids);
    expect([...first.unchanged, ...second.unchanged].sort()).toEqual(["bulk-a", "bulk-b"]);
    expect(await lines()).toHaveLength(3);
  });
});

function moved(assignee: string | null) {
  const before = { state: "open", assignee: null, note: null };
  return [before, { ...before, state: "resolved", assignee }];
}
