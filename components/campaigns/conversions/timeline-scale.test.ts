import { describe, expect, it } from "vitest";
import { levelsOf, timelineScale } from "./timeline-scale";

const day = 86_400;

describe("the line of time", () => {
  it("goes from the oldest to the conversion, later to the right, stretched towards it", () => {
    const { at } = timelineScale([30 * day, 60]);
    expect(at(30 * day)).toBe(0);
    expect(at(0)).toBe(1);
    expect(at(60)).toBeGreaterThan(at(3_600));
    expect(at(day) - at(2 * day)).toBeGreaterThan(at(10 * day) - at(11 * day));
  });

  it("keeps room to the right for touches after the conversion", () => {
    const { at } = timelineScale([day, -3_600]);
    expect(at(-3_600)).toBe(1);
    expect(at(0)).toBeLessThan(1);
    expect(at(0)).toBeGreaterThan(at(60));
  });

  it("has a width also where everything is at one moment", () => {
    const { at } = timelineScale([0]);
    expect(at(0)).toBe(1);
    expect(at(3_600)).toBe(0);
  });

  it("labels ages that are apart, and none beyond the oldest", () => {
    const { ticks } = timelineScale([30 * day]);
    expect(ticks[0]).toMatchObject({ at: 1, label: "0" });
    expect(ticks.at(-1)?.ageSeconds).toBeLessThanOrEqual(30 * day);
    ticks.slice(1).forEach((tick, index) => {
      expect((ticks[index]?.at ?? 0) - tick.at).toBeGreaterThanOrEqual(0.125);
    });
  });

  it("puts dots that would stand on each other on levels", () => {
    expect(levelsOf([0.1, 0.101, 0.102, 0.5])).toEqual([0, 1, 2, 0]);
    expect(levelsOf([0.1, 0.1, 0.1, 0.1])).toHaveLength(4);
  });
});
