import { deliver } from "./delivery";
import type { DemoRecord } from "./events";
import { playFrauds } from "./frauds/play-frauds";
import { playOpportunity } from "./journeys";
import { createRandom, type Random } from "./random";
import type { JourneySink, Visit } from "./scene";
import type { CampaignWorld, World } from "./world";

const DAY_MS = 86_400_000;
const SLICE_MS = 15 * 60_000;
/** Above this many records or visits still to come, the furthest are forgotten: a simulation can run for weeks. */
const MAX_WAITING = 20_000;

/** What lies ahead at some instant; plain JSON, so that another process can go on from it. */
export interface SimulationState {
  atMs: number;
  waiting: DemoRecord[];
  visits: Visit[];
}

export interface SimulationOptions {
  world: World;
  seed: number;
  /** Put in front of every id; two simulations must not share one. */
  idPrefix: string;
  /** Multiplies the traffic of the plans. */
  rate: number;
  start: SimulationState;
}

export interface Simulation {
  /** Plays on to `toMs` and gives what was sent until then, in the order of sending. */
  advance(toMs: number): DemoRecord[];
  state(): SimulationState;
}

/** Makes a world live: chances come by the rhythm of each campaign, and journeys go on over any number of steps. */
export function createSimulation({ world, seed, idPrefix, rate, start }: SimulationOptions): Simulation {
  const random = createRandom(seed);
  const fraudRandom = createRandom(seed ^ 0x66726175);
  let sequence = 0;
  let fraudSequence = 0;
  let { atMs } = start;
  let waiting = [...start.waiting];
  let visits = [...start.visits];
  const sink: JourneySink = {
    nextId: (kind) => `${kind}-${idPrefix}${(sequence++).toString(36).padStart(5, "0")}`,
    emit: (event, channel) => waiting.push(...deliver(event, channel, world.stories, random)),
    revisit: (visit) => visits.push(visit),
  };
  const fraudSink: JourneySink = {
    nextId: (kind) => `${kind}-${idPrefix}f${(fraudSequence++).toString(36).padStart(5, "0")}`,
    emit: (event, channel) => waiting.push(...deliver(event, channel, world.stories, fraudRandom)),
    revisit: sink.revisit,
  };
  const playSlice = (toMs: number): void => {
    const due = visits.filter((visit) => visit.atMs < toMs);
    visits = visits.filter((visit) => visit.atMs >= toMs);
    playVisits(world, due, random, sink);
    playNewcomers(world, rate, atMs, toMs, random, sink);
    playFrauds(world, rate, atMs, toMs, fraudRandom, fraudSink);
    atMs = toMs;
  };
  return {
    advance: (toMs) => {
      while (atMs < toMs) playSlice(Math.min(toMs, atMs + SLICE_MS));
      const sent = waiting.filter(({ sentAt }) => sentAt < toMs).sort((a, b) => a.sentAt - b.sentAt);
      const later = waiting.filter(({ sentAt }) => sentAt >= toMs);
      waiting = nearest(later, ({ sentAt }) => sentAt);
      visits = nearest(visits, (visit) => visit.atMs);
      return sent;
    },
    state: () => ({ atMs, waiting: [...waiting], visits: [...visits] }),
  };
}

function playVisits(world: World, visits: readonly Visit[], random: Random, sink: JourneySink): void {
  for (const visit of visits) {
    const campaign = world.campaigns.find(({ plan }) => plan.id === visit.campaignId);
    if (!campaign || !isRunning(campaign, visit.atMs)) continue;
    playOpportunity(world, campaign, Math.round(visit.atMs), random, sink, visit);
  }
}

function playNewcomers(
  world: World,
  rate: number,
  fromMs: number,
  toMs: number,
  random: Random,
  sink: JourneySink,
): void {
  for (const campaign of world.campaigns) {
    if (!isRunning(campaign, fromMs)) continue;
    const mean = (rate * campaign.opportunitiesADay * campaign.rhythm(fromMs) * (toMs - fromMs)) / DAY_MS;
    for (let count = random.poisson(mean); count > 0; count--) {
      playOpportunity(world, campaign, fromMs + random.below(toMs - fromMs), random, sink);
    }
  }
}

function isRunning({ flight }: CampaignWorld, atMs: number): boolean {
  return atMs >= flight.fromMs && atMs < flight.toMs;
}

function nearest<T>(items: T[], timeOf: (item: T) => number): T[] {
  return items.length <= MAX_WAITING ? items : items.sort((a, b) => timeOf(a) - timeOf(b)).slice(0, MAX_WAITING);
}
