import { describe, expect, it } from "vitest";
import { createRhythm, createZoneOffset } from "./rhythm";

const HOUR_MS = 3_600_000;

describe("createRhythm", () => {
  it("has a mean of 1 over a week without a change of clocks", () => {
    const rhythm = createRhythm("Asia/Kolkata", "office");
    const quarters = Array.from({ length: 7 * 96 }, (_, index) => rhythm(Date.UTC(2026, 10, 2) + index * 15 * 60_000));
    expect(quarters.reduce((sum, value) => sum + value, 0) / quarters.length).toBeCloseTo(1, 2);
  });

  it("is busiest in the evening of its own zone", () => {
    for (const [zone, offsetHours] of [
      ["Asia/Kolkata", 5.5],
      ["America/New_York", -5],
    ] as const) {
      const rhythm = createRhythm(zone, "leisure");
      const localMidnight = Date.UTC(2026, 10, 10) - offsetHours * HOUR_MS;
      const hours = Array.from({ length: 24 }, (_, hour) => rhythm(localMidnight + hour * HOUR_MS));
      expect(hours.indexOf(Math.max(...hours))).toBe(20);
      expect(hours.indexOf(Math.min(...hours))).toBe(3);
    }
  });
});

describe("createZoneOffset", () => {
  it("follows a change of clocks", () => {
    const offsetAt = createZoneOffset("America/New_York");
    expect(offsetAt(Date.UTC(2026, 10, 1, 5, 59))).toBe(-4 * HOUR_MS);
    expect(offsetAt(Date.UTC(2026, 10, 1, 6, 0))).toBe(-5 * HOUR_MS);
    expect(createZoneOffset("Asia/Kathmandu")(0 + Date.UTC(2026, 0, 1))).toBe(5.75 * HOUR_MS);
    expect(createZoneOffset("UTC")(0)).toBe(0);
  });
});
