import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { alertDetailSchema, alertListSchema } from "@/lib/contracts/alerts";
import { getAlert } from "@/lib/read-models/alerts/get-alert";
import { listAlerts } from "@/lib/read-models/alerts/list-alerts";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { acknowledge } from "./acknowledge";
import { assign } from "./assign";
import { comment } from "./comment";
import { resolve } from "./resolve";
import { snooze } from "./snooze";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
afterEach(() => prisma.alert.deleteMany({ where: { id: { startsWith: "actions-" } } }));
afterAll(() => prisma.$disconnect());

const seenAt = new Date("2026-11-20T10:00:00Z");
const clock = { now: () => new Date("2026-11-20T12:00:00Z") };
const by = (actor: string, alertId: string) => ({
  scope: everyAdvertiser,
  alertId: `actions-${alertId}`,
  actor,
  db: prisma,
});
const read = async (id: string) =>
  alertDetailSchema.parse(await getAlert(everyAdvertiser, `actions-${id}`, "https://console.example", prisma));

async function insertAlert(id: string, more: object = {}) {
  const alertId = `actions-${id}`;
  await prisma.alert.create({
    data: {
      id: alertId,
      fingerprint: alertId,
      monitor: "freshness",
      title: "Shop is silent",
      severity: "warning",
      metric: "lag",
      observed: 7200,
      startedAt: seenAt,
      lastSeenAt: seenAt,
      evidence: { silentSeconds: 7200 },
      ...more,
    },
  });
  await prisma.alertEvent.create({ data: { alertId, type: "opened", actor: "system", publishedAt: seenAt } });
}

describe("actions on an alert", () => {
  it("acknowledges, tells the timeline who did it, and leaves the line to be published", async () => {
    await insertAlert("one");
    await acknowledge(by("ann@example.com", "one"));
    const alert = await read("one");
    expect(alert).toMatchObject({ state: "acknowledged", url: "https://console.example/alerts/actions-one" });
    expect(alert.evidence).toEqual({ silentSeconds: 7200 });
    expect(alert.timeline.map(({ type, actor }) => [type, actor])).toEqual([
      ["opened", "system"],
      ["acknowledged", "ann@example.com"],
    ]);
    const lines = await prisma.alertEvent.findMany({ where: { alertId: "actions-one" }, orderBy: { id: "asc" } });
    expect(lines.map((line) => line.publishedAt === null)).toEqual([false, true]);
  });

  it("lets one of two people win who acknowledge at once, and tells the other who it was", async () => {
    await insertAlert("race");
    const people = ["ann", "bob", "cem", "dee"];
    const results = await Promise.allSettled(people.map((person) => acknowledge(by(person, "race"))));
    const winner = people[results.findIndex((result) => result.status === "fulfilled")];
    const losers = results.filter((result) => result.status === "rejected");
    expect(losers).toHaveLength(3);
    for (const loser of losers) {
      expect(loser.reason).toMatchObject({ code: "conflict", details: { state: "acknowledged", actor: winner } });
      expect(loser.reason.message).toContain(`already acknowledged, by ${winner} at `);
    }
    expect((await read("race")).timeline).toHaveLength(2);
  });

  it("resolves from any state but resolved, with the note in the timeline", async () => {
    for (const state of ["open", "acknowledged", "snoozed"]) {
      await insertAlert(state, { state });
      await resolve(by("ann", state), { note: "The sender is back" });
      const alert = await read(state);
      expect(alert.state).toBe("resolved");
      expect(alert.resolvedAt).not.toBeNull();
      expect(alert.timeline[1]).toMatchObject({ type: "resolved", detail: { note: "The sender is back" } });
      await expect(resolve(by("bob", state), {})).rejects.toMatchObject({ code: "conflict" });
      await expect(acknowledge(by("bob", state))).rejects.toThrow("already resolved, by ann");
      await expect(assign(by("bob", state), { assignee: "bob" })).rejects.toThrow("already resolved, by ann");
    }
  });

  it("snoozes until a time, and again until another; acknowledging ends the snooze", async () => {
    await insertAlert("snooze");
    await snooze(by("ann", "snooze"), { until: "2026-11-20T15:00:00+01:00" }, clock);
    expect(await read("snooze")).toMatchObject({ state: "snoozed", snoozedUntil: "2026-11-20T14:00:00.000Z" });
    await expect(snooze(by("bob", "snooze"), { until: "2026-11-20T14:00:00Z" }, clock)).rejects.toThrow("by ann");
    await snooze(by("bob", "snooze"), { until: "2026-11-21T14:00:00Z" }, clock);
    await acknowledge(by("cem", "snooze"));
    expect(await read("snooze")).toMatchObject({ state: "acknowledged", snoozedUntil: null });
  });

  it.each(["2026-11-20T12:00:00Z", "2026-11-19T12:00:00Z", "2027-11-20T12:00:00Z"])(
    "does not snooze until %s",
    async (until) => {
      await insertAlert("until");
      await expect(snooze(by("ann", "until"), { until }, clock)).rejects.toMatchObject({ code: "invalid_request" });
      expect((await read("until")).state).toBe("open");
    },
  );

  it("assigns, and says so when it is theirs already", async () => {
    await insertAlert("assign");
    await assign(by("ann", "assign"), { assignee: "bob" });
    expect(await read("assign")).toMatchObject({ assignee: "bob", state: "open" });
    await expect(assign(by("cem", "assign"), { assignee: "bob" })).rejects.toThrow("already assigned to bob, by ann");
    await assign(by("bob", "assign"), { assignee: null });
    expect((await read("assign")).timeline.map((line) => line.detail)).toEqual([
      {},
      { assignee: "bob" },
      { assignee: null },
    ]);
  });

  it("takes comments in every state, also after the end", async () => {
    await insertAlert("talk", { state: "resolved" });
    await comment(by("ann", "talk"), { text: "It was the firewall" });
    expect((await read("talk")).timeline[1]).toMatchObject({
      type: "commented",
      detail: { text: "It was the firewall" },
    });
  });

  it("finds no alert that there is not", async () => {
    for (const id of ["none", "nul\0"]) {
      await expect(acknowledge(by("ann", id))).rejects.toMatchObject({ code: "not_found" });
      await expect(comment(by("ann", id), { text: "?" })).rejects.toMatchObject({ code: "not_found" });
      await expect(read(id)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("listAlerts", () => {
  it("filters, and counts each state whatever the filter", async () => {
    const before = (await listAlerts(everyAdvertiser, {}, "", prisma)).counts;
    await insertAlert("a", { campaignId: "actions-campaign", severity: "critical" });
    await insertAlert("b", { state: "snoozed", lastSeenAt: new Date("2026-11-21T10:00:00Z") });
    await insertAlert("c", { state: "resolved", sourceId: "actions-source" });
    const ids = async (query: Parameters<typeof listAlerts>[1]) =>
      alertListSchema
        .parse(await listAlerts(everyAdvertiser, query, "https://console.example", prisma))
        .alerts.map((alert) => alert.id)
        .filter((id) => id.startsWith("actions-"));
    expect(await ids({})).toEqual(["actions-b", "actions-a", "actions-c"]);
    expect(await ids({ state: ["open", "snoozed"] })).toEqual(["actions-b", "actions-a"]);
    expect(await ids({ severity: ["critical"] })).toEqual(["actions-a"]);
    expect(await ids({ campaignId: "actions-campaign" })).toEqual(["actions-a"]);
    expect(await ids({ source: "actions-source", state: ["open"] })).toEqual([]);
    const { counts } = await listAlerts(everyAdvertiser, { state: ["open"] }, "", prisma);
    expect(counts).toEqual({
      ...before,
      open: before.open + 1,
      snoozed: before.snoozed + 1,
      resolved: before.resolved + 1,
    });
  });
});
