import { expect, it } from "vitest";
import { projectedRange } from "./projected-range";

/** A small generator with a seed, so that the same days come every time. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

it("holds the end of spending eight times of ten, where days vary each for itself", () => {
  const random = randomOf(7);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const day = () => 100 + 20 * normal();
  const rounds = 4000;
  let held = 0;
  for (let round = 0; round < rounds; round += 1) {
    const past = Array.from({ length: 20 }, day);
    const spentMicros = past.reduce((sum, cost) => sum + cost, 0);
    const averagePerDayMicros = past.slice(-7).reduce((sum, cost) => sum + cost, 0) / 7;
    const end = spentMicros + Array.from({ length: 10 }, day).reduce((sum, cost) => sum + cost, 0);
    const range = projectedRange(past, { spentMicros, averagePerDayMicros, left: 10 });
    if (range && end >= range.lowMicros && end <= range.highMicros) held += 1;
  }
  expect(held / rounds).toBeGreaterThan(0.77);
  expect(held / rounds).toBeLessThan(0.83);
});

it("says nothing of too few days, of none to come, and never less than is spent", () => {
  const known = { spentMicros: 500, averagePerDayMicros: 100, left: 3 };
  expect(projectedRange([100, 100, 100, 100], known)).toBeNull();
  expect(projectedRange([100, 100, 100, 100, 100], { ...known, left: 0 })).toBeNull();
  expect(projectedRange([100, 100, 100, 100, 100], { ...known, averagePerDayMicros: null })).toBeNull();
  expect(projectedRange([100, 100, 100, 100, 100], known)).toEqual({ lowMicros: 800, highMicros: 800 });
  expect(projectedRange([0, 900, 0, 900, 0], { ...known, averagePerDayMicros: 1 })?.lowMicros).toBe(500);
});
