import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { feeds } from "@/prisma/seed/encode/feeds";
import { createSimulation, type Simulation } from "@/prisma/seed/simulation";
import { createWorld, type World } from "@/prisma/seed/world";
import { openSources } from "./keyed-sources";
import { createLane, type Lane } from "./lane";
import { readLiveState, writeLiveState } from "./live-state";
import { putCatalogue } from "./load";
import { readManifest } from "./manifest";
import { readable, say } from "./progress";
import type { DemoSettings } from "./settings";

const TICK_MS = 1_000;
const SAVE_EVERY_MS = 30_000;
const TELL_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;

/** How long a sender gathers before it sends, by feed: our tag and the bidder in seconds, the partner in its own time. */
const everyMs: Record<string, number> = {
  "web-sdk-impressions": 3_000,
  "web-sdk-interactions": 3_000,
  "bidder-bid-requests": 5_000,
  "partner-impressions": 20_000,
  "partner-interactions": 30_000,
};

/**
 * Plays on from where the files end, in real time, until the signal: the same people and campaigns, at `liveRate`
 * events a second over the mean of a day. What lies ahead is kept in `live.json`, so that journeys survive a restart.
 */
export async function playLive(settings: DemoSettings, signal: AbortSignal): Promise<void> {
  await mkdir(settings.folder, { recursive: true });
  const manifest = await readManifest(settings.folder);
  const nowMs = manifest?.nowMs ?? Date.now();
  const world = createWorld(manifest?.seed ?? 1, nowMs);
  if (!manifest) await putCatalogue(settings, nowMs, { signal });
  const sources = await openSources(settings, { signal });
  const runId = Math.floor(Date.now() / 1000).toString(36);
  const simulation = await resume(settings, world, runId);
  const lanes = feeds.map((feed) =>
    createLane({ feed, baseUrl: settings.baseUrl, sources, runId, everyMs: everyMs[feed.name] ?? 5_000 }),
  );
  say(`live: about ${settings.liveRate} events a second`);
  const running = Promise.all(lanes.map((lane) => lane.run(signal)));
  await Promise.race([running, tick(simulation, lanes, settings.folder, signal)]);
  await running;
  await save(simulation, lanes, settings.folder);
}

async function tick(
  simulation: Simulation,
  lanes: readonly Lane[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  let savedMs = Date.now();
  let toldMs = Date.now();
  let told = 0;
  while (!signal.aborted) {
    const records = simulation.advance(Date.now());
    for (const lane of lanes) lane.take(records);
    if (Date.now() - savedMs > SAVE_EVERY_MS) {
      await save(simulation, lanes, folder);
      savedMs = Date.now();
    }
    if (Date.now() - toldMs > TELL_EVERY_MS) {
      const sent = lanes.reduce((sum, lane) => sum + lane.sent(), 0);
      say(`live: ${readable(sent - told)} records in the last minute`);
      told = sent;
      toldMs = Date.now();
    }
    await sleep(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Goes on with the waiting records and visits of before; the time in between was not played by anyone. */
async function resume({ folder, liveRate }: DemoSettings, world: World, runId: string): Promise<Simulation> {
  const kept = await readLiveState(folder);
  const atMs = Date.now();
  return createSimulation({
    world,
    seed: atMs,
    idPrefix: `l${runId}`,
    rate: liveRate / eventsASecond(world, atMs),
    start: { waiting: kept?.waiting ?? [], visits: kept?.visits ?? [], atMs },
  });
}

/** What is held counts as waiting: it is sent first the next time, and is a duplicate if the door has it already. */
async function save(simulation: Simulation, lanes: readonly Lane[], folder: string): Promise<void> {
  const state = simulation.state();
  await writeLiveState(folder, { ...state, waiting: [...lanes.flatMap((lane) => lane.held()), ...state.waiting] });
}

/** Bid requests and impressions of all running campaigns on a mean day, by the second; the rest is a few percent. */
function eventsASecond({ campaigns }: World, atMs: number): number {
  const running = campaigns.filter(({ flight }) => flight.fromMs <= atMs && atMs < flight.toMs);
  const aDay = running.map(
    ({ opportunitiesADay, auctionShare, winRate }) =>
      opportunitiesADay * (auctionShare * (1 + winRate) + (1 - auctionShare)),
  );
  return aDay.reduce((sum, events) => sum + events, 0) / (DAY_MS / 1000) || 1;
}
