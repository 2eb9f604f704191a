import { type Catalogue, createCatalogue } from "./catalogue";
import type { DemoRecord } from "./events";
import { createSimulation, type SimulationState } from "./simulation";
import type { Stories } from "./stories";
import { createWorld } from "./world";

const DAY_MS = 86_400_000;

export interface DemoOptions {
  /** A 32-bit seed: the same seed, instant and number of days give the same demo to the last byte. */
  seed: number;
  /** The end of the demo, in milliseconds since 1970. */
  nowMs: number;
  days: number;
}

/** What was sent in one day of the demo, in the order of sending. */
export interface DemoDay {
  fromMs: number;
  toMs: number;
  records: DemoRecord[];
}

export interface Demo {
  catalogue: Catalogue;
  stories: Stories;
  /** Plays one day after the other; only one day is held in memory. Can be walked once. */
  days: Generator<DemoDay, void, undefined>;
  /** What is still to come when the last day was walked: late records, and journeys that go on. */
  remaining(): SimulationState;
}

/** Makes the demo: the catalogue, and the days up to `nowMs`. Pure: no clock, no chance from outside, no I/O. */
export function generateDemo({ seed, nowMs, days }: DemoOptions): Demo {
  const world = createWorld(seed, nowMs);
  const startMs = nowMs - days * DAY_MS;
  const simulation = createSimulation({
    world,
    seed,
    idPrefix: Math.floor(nowMs / 1000).toString(36),
    rate: 1,
    start: { atMs: startMs, waiting: [], visits: [] },
  });
  function* walk(): Generator<DemoDay, void, undefined> {
    for (let day = 0; day < days; day++) {
      const fromMs = startMs + day * DAY_MS;
      yield { fromMs, toMs: fromMs + DAY_MS, records: simulation.advance(fromMs + DAY_MS) };
    }
  }
  return { catalogue: createCatalogue(nowMs), stories: world.stories, days: walk(), remaining: simulation.state };
}
