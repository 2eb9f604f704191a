import { describe, expect, it } from "vitest";
import { createRandom, createWeighted } from "./random";

describe("createRandom", () => {
  it("is mulberry32: the same seed gives the known sequence", () => {
    const random = createRandom(1);
    const again = createRandom(1);
    const sequence = Array.from({ length: 1000 }, () => random.next());
    expect(sequence).toEqual(Array.from({ length: 1000 }, () => again.next()));
    expect(sequence.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(sequence[0]).toBeCloseTo(0.6270739405881613, 12);
  });

  it("draws counts with the mean that was asked for", () => {
    const random = createRandom(2);
    for (const mean of [0.01, 3, 200]) {
      const draws = Array.from({ length: 20_000 }, () => random.poisson(mean));
      const found = draws.reduce((sum, value) => sum + value, 0) / draws.length;
      expect(Math.abs(found - mean)).toBeLessThan(5 * Math.sqrt(mean / draws.length));
    }
  });

  it("refuses to pick from nothing", () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});

describe("createWeighted", () => {
  it("picks by weight, and never what weighs nothing", () => {
    const random = createRandom(3);
    const pick = createWeighted(["rare", "never", "often"], (name) => ({ rare: 1, never: 0, often: 9 })[name] ?? 0);
    const picks = Array.from({ length: 10_000 }, () => pick(random));
    expect(picks.filter((name) => name === "often").length / picks.length).toBeCloseTo(0.9, 1);
    expect(picks).not.toContain("never");
  });

  it("refuses weights of nothing", () => {
    expect(() => createWeighted(["a"], () => 0)).toThrow(RangeError);
  });
});
