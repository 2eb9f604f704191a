import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chunkOf, ReplayWorld } from "./replay.fixture";

/**
 * Replays rejects in the process that runs in production, which is killed with signal 9 again and again. The whole of
 * it: `REPLAY_RECORDS=10000 REPLAY_KILLS=10 npx vitest run --project db workers/replay/replay-process`.
 */
const records = Number(process.env.REPLAY_RECORDS ?? 1200);
const kills = Number(process.env.REPLAY_KILLS ?? 3);
const batchRecords = Math.ceil(records / 24);

const world = new ReplayWorld(process.env);
let child: ChildProcess | undefined;

beforeAll(() => world.open());
afterAll(async () => {
  child?.kill("SIGKILL");
  await world.close();
});

const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 7_200_000).toISOString();
const mapping = { clicks: { fields: { occurredAt: "when" } } };

/** Every twentieth record is the one before it once more. */
const clickOf = (sourceId: string, number: number) => {
  const event = number % 20 === 19 ? number - 1 : number;
  return JSON.stringify({
    when: at,
    user_id: `u${event}`,
    event_id: `${sourceId}:${event}`,
    campaign_id: world.campaignId,
  });
};

function startWorker(): ChildProcess {
  const env = { ...process.env, WORKER_ROLES: "replay", LOG_LEVEL: "warn" };
  return spawn("node", ["--import", "tsx", "workers/main.ts"], { env, stdio: ["ignore", "inherit", "inherit"] });
}

async function end(worker: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await gone;
}

/** Waits until so many records have been taken, or the replay has ended. @returns whether it goes on */
async function goesOnAt(id: string, taken: number): Promise<boolean> {
  for (;;) {
    const row = await world.replayRow(id);
    if (!row || (row.state !== "waiting" && row.state !== "running")) return false;
    if (row.stored + row.duplicate + row.rejected >= taken) return true;
    await delay(5);
  }
}

it(`has each of ${records} rejects exactly once, though its process is killed ${kills} times`, async () => {
  const sourceId = await world.newSource();
  const batches: string[] = [];
  for (let first = 0; first < records; first += batchRecords) {
    const numbers = Array.from({ length: Math.min(batchRecords, records - first) }, (_, index) => first + index);
    const texts = numbers.map((number) => clickOf(sourceId, number));
    batches.push(await world.ingest(chunkOf(texts, { kind: "clicks", sourceId })));
  }
  const issueId = (await world.issuesOf(sourceId))[0]?.id ?? "";
  const id = await world.ask(issueId, { mapping });

  for (let kill = 1; kill <= kills; kill += 1) {
    child = startWorker();
    // the process was at work, and there is work left
    expect(await goesOnAt(id, Math.floor((records * kill) / (kills + 1)))).toBe(true);
    await end(child);
    expect(await world.replayRow(id)).toMatchObject({ state: "running" });
    // as if the time had passed for which a silent worker keeps it
    await world.prisma.$executeRaw`update replay set held_until = now() where id = ${id}`;
  }
  child = startWorker();
  await goesOnAt(id, Number.POSITIVE_INFINITY);
  await end(child);

  const duplicate = Math.floor(records / 20);
  const stored = records - duplicate;
  expect(await world.replayRow(id)).toEqual({ state: "done", stored, duplicate, rejected: 0, error: null });
  expect(await world.issuesOf(sourceId)).toMatchObject([{ count: 0, state: "resolved", replayed: records }]);
  const books = await Promise.all(batches.map((batchId) => world.booksOf(batchId)));
  const sum = (name: string) => books.reduce((total, book) => total + (book?.[name] ?? Number.NaN), 0);
  expect(["received", "stored", "duplicate", "rejected", "rejectRows", "eventRows"].map(sum)).toEqual([
    ...[records, stored, duplicate],
    ...[0, 0, stored],
  ]);
  const [rows] = await world.prisma.$queryRaw<object[]>`
    select (select count(distinct event_id)::int from click where source_id = ${sourceId}) as events,
      (select count(*)::int from journey_event where event_id like ${`${sourceId}:%`}) as journeys,
      (select count(*)::int from event_key where event_id like ${`${sourceId}:%`}) as keys,
      (select count(*)::int from outbox) as messages`;
  expect(rows).toEqual({ events: stored, journeys: stored, keys: stored, messages: 0 });
}, 600_000);
