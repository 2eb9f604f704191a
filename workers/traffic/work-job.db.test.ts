import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NatsConnection } from "nats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seeded } from "@/lib/attribution/journey.fixture";
import { parseEnv } from "@/lib/config/env";
import { TrafficSettings, type TrafficStep } from "@/lib/contracts/traffic-settings";
import { createLogger } from "@/lib/log";
import { createPrisma, Prisma, type PrismaClient } from "@/lib/storage/prisma";
import { listFrontiers } from "@/lib/storage/rollup/list-frontiers";
import { insertTrafficJob } from "@/lib/storage/traffic/insert-traffic-job";
import { listTrafficSteps } from "@/lib/storage/traffic/list-traffic-steps";
import { openConnection } from "@/lib/stream/connection";
import { correlateStream, ensureTopology } from "@/lib/stream/topology";
import { correlatePairs } from "@/workers/correlate/correlate-pairs";
import { startCorrelate } from "@/workers/correlate/start-correlate";
import { families, levels, viewName } from "@/workers/rollup/aggregates";
import { Rollup } from "@/workers/rollup/rollup";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import type { Role } from "@/workers/runtime/role";
import { type EmbeddedDatabase, startEmbedded } from "../../scripts/embedded/start-embedded";
import { migrate } from "../../scripts/migrate/migrate";
import { freePort } from "../../scripts/test/start-nats";
import { messageOf, narrowSteps, newWorld, randomEvents, start } from "./events.fixture";
import { judgeTouched } from "./judge-touched";
import { type OracleEvent, oracleMarks } from "./oracle.fixture";
import { addCampaigns, setSteps, store, storedMarks } from "./store.fixture";
import { workJob } from "./work-job";

/** A database of its own, since the aggregates' frontier moves over all that is in it. */
let dataDir: string;
let database: EmbeddedDatabase;
let prisma: PrismaClient;
let nats: NatsConnection;
let correlate: Role;
const dayMs = 86_400_000;
const sourceId = "traffic-jobs";
const world = newWorld();
/** Without the rule that marks nearly all of them, so that some become valid by what is switched off. */
const steps: TrafficStep[] = [
  ...narrowSteps().filter((step) => step.rule !== "user_on_many_addresses"),
  { rule: "user_on_many_addresses", fromAt: Date.UTC(1900, 0), enabled: true, params: {}, version: 1 },
];
const events = randomEvents(220, seeded(11), world);

function context() {
  const env = parseEnv({ DATABASE_URL: database.url, APP_SECRET: "x".repeat(40) });
  const clock = { now: () => new Date(start + 40 * dayMs) };
  return { prisma, nats, env, log: createLogger("test", "silent"), clock };
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "advertisex-traffic-"));
  database = await startEmbedded({ dataDir, port: await freePort() });
  await migrate(database.url);
  prisma = createPrisma(database.url);
  nats = await openConnection("test of traffic jobs", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  correlate = await startCorrelate(context());
  await setSteps(prisma, steps);
  await addCampaigns(prisma, world.campaigns);
  await store(prisma, events, { batchId: "traffic-jobs", sourceId });
  await judgeTouched(prisma, messageOf(events));
  // what role ingest has correlated
  const pairs = events.map(({ userKey, campaignId, at }) => ({ userKey, campaignId, from: at, to: at }));
  await correlatePairs(prisma, { sourceId, watermarks: {}, pairs });
}, 120_000);
afterAll(async () => {
  await correlate.stop();
  await nats.close();
  await prisma.$disconnect();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Has jobs, correlation and aggregates done. */
async function settle(): Promise<void> {
  while (await workJob(context(), new AbortController().signal, 0));
  await drainOutbox(context());
  const manager = await nats.jetstreamManager();
  await expect
    .poll(async () => (await manager.streams.info(correlateStream)).state.messages, { timeout: 30_000 })
    .toBe(0);
  const rollup = new Rollup(context());
  // the frontier moves in calm moments only, that is in a round that finds nothing touched
  for (let calm = 0; calm < 3; ) {
    calm = (await rollup.cycle(new AbortController().signal)).more ? 0 : calm + 1;
  }
}

async function aggregates(): Promise<Record<string, string[]>> {
  const views = Object.values(families).flatMap((own) =>
    own.flatMap((family) => levels.map((level) => viewName(family, level))),
  );
  const shown: Record<string, string[]> = {};
  for (const view of views) {
    const rows = await prisma.$queryRaw<{ row: string }[]>`
      select to_jsonb(v)::text as row from ${Prisma.raw(view)} v order by 1`;
    shown[view] = rows.map(({ row }) => row);
  }
  return shown;
}

function difference(before: readonly string[] = [], after: readonly string[] = []) {
  return {
    gone: before.filter((row) => !after.includes(row)).slice(0, 3),
    come: after.filter((row) => !before.includes(row)).slice(0, 3),
    counts: [before.length, after.length],
  };
}

async function expectAsSet(all: readonly OracleEvent[]) {
  const settings = new TrafficSettings(await listTrafficSteps(prisma));
  const expected = oracleMarks(all, settings, () => 30 * dayMs);
  const rows = await storedMarks(prisma, sourceId);
  for (const event of all) {
    const key = `${event.kind} ${event.eventId}`;
    const marks = expected.get(key) ?? [];
    expect(rows.get(key)).toEqual({ key, marks, reason: settings.reasonOf(marks, event.at) });
  }
}

/** What the books say is filtered beyond what was when the chunks were written, and what the rows say. */
async function expectBooks(): Promise<void> {
  const settings = new TrafficSettings(steps);
  const written = events.filter((event) => settings.reasonOf(event.recordMarks, event.at) !== null).length;
  const [book] = await prisma.$queryRaw<[{ sum: number }]>`
    select coalesce(sum(filtered), 0)::integer as sum from ledger_change`;
  const rows = [...(await storedMarks(prisma, sourceId)).values()];
  expect(written + book.sum).toBe(rows.filter((row) => row.reason !== null).length);
}

/** The aggregates of invalid traffic against a recount of the rows. */
async function expectAggregates(): Promise<void> {
  for (const table of ["impression", "click"]) {
    const counted = await prisma.$queryRaw`
      select filter_reason as reason, count(*)::integer as events from ${Prisma.raw(table)}
      where filter_reason is not null group by 1 order by 1`;
    for (const level of levels) {
      const shown = await prisma.$queryRaw`
        select filter_reason as reason, sum(events)::integer as events
        from ${Prisma.raw(viewName(`${table}_invalid`, level))} group by 1 order by 1`;
      expect(shown).toEqual(counted);
    }
  }
}

let jobs = 0;
/** Jobs left within one tick of the clock are worked in the order of their ids. */
async function leaveJob(
  rule: "user_rate" | "known_crawler" | "repeated_click",
  from: number,
  to: number,
  evaluates = false,
) {
  await insertTrafficJob(prisma, {
    id: `job-${String(jobs++).padStart(4, "0")}`,
    rule,
    from,
    to,
    evaluates,
    createdBy: "test",
  });
}

it("leaves rows and every aggregate as before when rules are switched off for a past range and on again", async () => {
  await settle();
  await expectAsSet(events);
  expect([...(await listFrontiers(prisma))].length).toBeGreaterThan(0);
  await expectAggregates();
  const before = { rows: await storedMarks(prisma, sourceId), views: await aggregates() };
  const [from, to] = [start - dayMs, start + 6 * dayMs];
  const rules = ["user_rate", "known_crawler", "repeated_click"] as const;
  const on = rules.flatMap((rule) => {
    const own = steps.filter((step) => step.rule === rule);
    return own.length > 0 ? own : [{ rule, fromAt: Date.UTC(1900, 0), enabled: true, params: {}, version: 1 }];
  });
  await setSteps(
    prisma,
    on.map((step) => ({ ...step, enabled: false })),
  );
  for (const rule of rules) await leaveJob(rule, from, to);
  await settle();
  await expectAsSet(events);
  await expectBooks();
  const jobs = await prisma.trafficJob.findMany();
  expect(jobs.reduce((sum, job) => sum + Number(job.changed), 0)).toBeGreaterThan(20);
  const off = await aggregates();
  await expectAggregates();
  expect(off.impression_invalid_1d).not.toEqual(before.views.impression_invalid_1d);
  expect(off.impression_by_site_1d).not.toEqual(before.views.impression_by_site_1d);
  expect(off.credit_by_creative_1d).not.toEqual(before.views.credit_by_creative_1d);
  expect(off.click_invalid_15m).not.toEqual(before.views.click_invalid_15m);
  await setSteps(prisma, on);
  for (const rule of rules) await leaveJob(rule, from, to);
  await settle();
  expect(await storedMarks(prisma, sourceId)).toEqual(before.rows);
  const after = await aggregates();
  const other = Object.keys(after).filter((view) => String(after[view]) !== String(before.views[view]));
  expect(other.map((view) => [view, difference(before.views[view], after[view])])).toEqual([]);
  await expectBooks();
}, 180_000);

it("judges again with other parameters, and goes on where it was interrupted", async () => {
  const own = steps.filter((step) => step.rule === "repeated_click" || step.rule === "user_rate");
  await setSteps(
    prisma,
    own.map((step) =>
      step.rule === "repeated_click"
        ? { ...step, params: { seconds: 3600 }, version: 7 }
        : { ...step, params: { limits: [{ kind: "click", seconds: 600, events: 2 }] }, version: 8 },
    ),
  );
  await leaveJob("repeated_click", start - dayMs, start + 9 * dayMs, true);
  await leaveJob("user_rate", start - dayMs, start + 9 * dayMs, true);
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(), 300);
  await workJob(context(), stopping.signal, 0).catch(() => undefined);
  await settle();
  await expectAsSet(events);
  await expectBooks();
  const jobs = await prisma.trafficJob.findMany({ where: { rule: { in: ["repeated_click", "user_rate"] } } });
  expect(jobs.every((job) => job.state === "done" && job.doneUntil?.getTime() === job.toAt.getTime())).toBe(true);
}, 180_000);

it("works stretches that touch each other off together, and others by themselves", async () => {
  const day = (no: number) => start + no * dayMs;
  await prisma.trafficJob.deleteMany();
  await leaveJob("repeated_click", day(-1), day(3), true);
  await leaveJob("repeated_click", day(5), day(9), true);
  await leaveJob("repeated_click", day(2), day(5), true);
  await leaveJob("repeated_click", day(20), day(21), true);
  await leaveJob("user_rate", day(2), day(5), true);
  expect(await workJob(context(), new AbortController().signal, 0)).toBe(true);
  const left = await prisma.trafficJob.findMany({ orderBy: { id: "asc" } });
  expect(left.map((job) => job.state)).toEqual(["done", "done", "done", "waiting", "waiting"]);
  expect([left[0]?.fromAt.getTime(), left[0]?.toAt.getTime()]).toEqual([day(-1), day(9)]);
  await settle();
  await expectAsSet(events);
}, 60_000);
