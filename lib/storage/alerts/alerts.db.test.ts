import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import type { Finding } from "./finding";
import { listUnresolved } from "./list-unresolved";
import { recordFinding } from "./record-finding";
import { resolveAlerts } from "./resolve-alerts";

let prisma: PrismaClient;
let finding: Finding;
const start = Date.parse("2026-11-23T12:00:00Z");
const after = (minutes: number) => new Date(start + minutes * 60_000);

beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
afterAll(async () => {
  await prisma.$executeRaw`delete from alert where monitor like 'storage-test-%'`;
  await prisma.$disconnect();
});
beforeEach(() => {
  const id = randomUUID();
  finding = {
    fingerprint: id,
    monitor: `storage-test-${id}`,
    title: "Silence",
    severity: "warning",
    sourceId: "s",
    campaignId: null,
    metric: "silenceSeconds",
    observed: 90,
    expected: 60,
    evidence: { a: 1 },
  };
});

const find = (minutes: number, more: Partial<Finding> = {}) =>
  recordFinding(prisma, { ...finding, ...more }, after(minutes));

async function end(minutes: number, keep: string[] = []): Promise<number> {
  const over = { monitor: finding.monitor, keep, note: "over", now: after(minutes) };
  return (await resolveAlerts(prisma, over)).length;
}

interface AlertRow {
  id: string;
  state: string;
  severity: string;
  observed: number;
  occurrences: number;
}
const alerts = () => prisma.$queryRaw<AlertRow[]>`
  select id, state, severity, observed, occurrences from alert
  where fingerprint = ${finding.fingerprint} order by started_at`;

async function timeline(): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ type: string; actor: string }[]>`
    select type, actor from alert_event where alert_id in (select id from alert where fingerprint = ${finding.fingerprint}) order by id`;
  return rows.map((row) => (row.actor === "system" ? row.type : `${row.type} by ${row.actor}`));
}

async function person(
  type: "acknowledged" | "snoozed" | "resolved",
  change: { state: string; minutes?: number },
): Promise<void> {
  const until = change.minutes === undefined ? null : after(change.minutes);
  const resolvedAt = type === "resolved" ? after(0) : null;
  await prisma.$executeRaw`
    update alert set state = ${change.state}, snoozed_until = ${until}::timestamptz, resolved_at = ${resolvedAt}::timestamptz
    where fingerprint = ${finding.fingerprint}`;
  await prisma.$executeRaw`
    insert into alert_event (alert_id, type, actor) select id, ${type}, 'ann' from alert where fingerprint = ${finding.fingerprint}`;
}

describe("an open alert", () => {
  it("is one alert however often it is found, with a line an hour and its newest figures", async () => {
    expect(await find(0)).toBe("opened");
    expect(await find(1, { observed: 150 })).toBe("seen");
    expect(await find(61)).toBe("repeated");
    expect(await find(62, { observed: 999 })).toBe("seen");
    expect(await alerts()).toMatchObject([{ state: "open", observed: 999, occurrences: 4 }]);
    expect(await timeline()).toEqual(["opened", "repeated"]);
  });

  it("says at once when it gets critical", async () => {
    await find(0);
    expect(await find(1, { severity: "critical" })).toBe("repeated");
    expect(await find(2, { severity: "critical" })).toBe("seen");
    expect(await alerts()).toMatchObject([{ severity: "critical" }]);
  });

  it("is opened once by two who find it at the same time", async () => {
    const outcomes = await Promise.all([find(0), find(0), find(0)]);
    expect(outcomes.filter((outcome) => outcome === "opened")).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
  });
});

describe("an alert that a person took on", () => {
  it("only counts while it is acknowledged", async () => {
    await find(0);
    await person("acknowledged", { state: "acknowledged" });
    expect(await find(120, { severity: "critical" })).toBe("seen");
    expect(await alerts()).toMatchObject([{ state: "acknowledged", occurrences: 2 }]);
  });

  it("is quiet while it is snoozed, and open again after that", async () => {
    await find(0);
    await person("snoozed", { state: "snoozed", minutes: 30 });
    expect(await find(29)).toBe("seen");
    expect(await find(30)).toBe("reopened");
    expect(await alerts()).toMatchObject([{ state: "open" }]);
    expect(await timeline()).toEqual(["opened", "snoozed by ann", "reopened"]);
  });

  it("stays resolved for an hour though the trouble goes on, then it is told anew", async () => {
    await find(0);
    await person("resolved", { state: "resolved" });
    expect(await find(1)).toBe("quiet");
    expect(await find(59)).toBe("quiet");
    expect(await alerts()).toMatchObject([{ state: "resolved" }]);
    expect(await find(61)).toBe("opened");
    expect(await alerts()).toHaveLength(2);
  });
});

describe("an alert whose trouble is over", () => {
  it("ends by itself, whatever state it is in, unless it shall stay", async () => {
    await find(0);
    await person("acknowledged", { state: "acknowledged" });
    expect(await end(1, [finding.fingerprint])).toBe(0);
    expect(await listUnresolved(prisma, finding.monitor)).toEqual(new Set([finding.fingerprint]));
    expect(await end(2)).toBe(1);
    expect(await end(3)).toBe(0);
    expect(await listUnresolved(prisma, finding.monitor)).toEqual(new Set());
    expect(await timeline()).toEqual(["opened", "acknowledged by ann", "resolved"]);
  });

  it("comes back as the same alert within an hour, as another later", async () => {
    await find(0);
    await end(1);
    expect(await find(60)).toBe("reopened");
    await end(61);
    expect(await find(122)).toBe("opened");
    expect(await alerts()).toMatchObject([
      { state: "resolved", occurrences: 2 },
      { state: "open", occurrences: 1 },
    ]);
  });
});
