import { describe, expect, it } from "vitest";
import { addSample, paceOf, type Sample, timeLeftMs } from "./pace";

const samplesOf = (...pairs: [number, number][]) =>
  pairs.reduce<readonly Sample[]>((samples, [atMs, done]) => addSample(samples, { atMs, done }), []);

describe("paceOf", () => {
  it("is what was done a second", () => {
    expect(paceOf(samplesOf([0, 0], [1_000, 300], [2_000, 1_000]))).toBe(500);
  });

  it("is unknown from one sample, or from an instant", () => {
    expect(paceOf([])).toBeNull();
    expect(paceOf(samplesOf([0, 10]))).toBeNull();
    expect(paceOf(samplesOf([0, 0], [100, 900]))).toBeNull();
  });

  it("is that of the last seconds only", () => {
    const slowing = samplesOf([0, 0], [1_000, 10_000], [2_000, 20_000], [8_000, 20_600], [14_000, 21_200]);
    expect(paceOf(slowing)).toBe(100);
  });

  it("begins anew when less is done than before", () => {
    const samples = samplesOf([0, 0], [5_000, 5_000], [6_000, 0], [8_000, 20]);
    expect(paceOf(samples)).toBe(10);
  });
});

describe("timeLeftMs", () => {
  it("is the rest at that pace", () => {
    expect(timeLeftMs(samplesOf([0, 0], [1_000, 100]), 1_100)).toBe(10_000);
  });

  it("is nothing at the end, and unknown where nothing moves", () => {
    expect(timeLeftMs(samplesOf([0, 0], [1_000, 100]), 100)).toBe(0);
    expect(timeLeftMs(samplesOf([0, 100], [1_000, 100]), 200)).toBeNull();
    expect(timeLeftMs([], 200)).toBeNull();
  });
});
