import { describe, expect, it } from "vitest";
import { bucketLabel } from "./bucket-label";
import { timeTicks } from "./time-ticks";

const HOUR = 3_600_000;
const every = (from: string, step: number, count: number) =>
  Array.from({ length: count }, (_, index) => Date.parse(from) + index * step);
const labels = (starts: number[], zone: string, max: number) => timeTicks(starts, zone, max).map((tick) => tick.label);

describe("timeTicks", () => {
  it("labels hours of one day on whole steps", () => {
    expect(labels(every("2026-11-23T00:00:00Z", HOUR, 24), "UTC", 8)).toEqual([
      "23 Nov",
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
      "18:00",
      "21:00",
    ]);
  });

  it("finds the midnights of a zone with an odd offset", () => {
    // Kathmandu is 5 h 45 min ahead: its midnight is 18:15 UTC.
    const ticks = timeTicks(every("2026-11-22T00:00:00Z", HOUR / 4, 4 * 48), "Asia/Kathmandu", 3);
    expect(ticks.map((tick) => new Date(tick.atMs).toISOString())).toEqual([
      "2026-11-22T18:15:00.000Z",
      "2026-11-23T18:15:00.000Z",
    ]);
    expect(ticks.map((tick) => tick.label)).toEqual(["23 Nov", "24 Nov"]);
  });

  it("names the day in its first bucket where no bucket starts at midnight", () => {
    expect(labels(every("2026-11-23T12:00:00Z", HOUR, 24), "Asia/Kathmandu", 4)).toEqual([
      "18:45",
      "24 Nov",
      "06:45",
      "12:45",
    ]);
  });

  it("labels every day, then fewer, counted back from the last", () => {
    const week = every("2026-11-17T00:00:00Z", 24 * HOUR, 7);
    expect(labels(week, "UTC", 7)).toHaveLength(7);
    expect(labels(week, "UTC", 4)).toEqual(["17 Nov", "19 Nov", "21 Nov", "23 Nov"]);
  });

  it("takes Mondays for a month", () => {
    expect(labels(every("2026-10-25T00:00:00Z", 24 * HOUR, 30), "UTC", 6)).toEqual([
      "26 Oct",
      "2 Nov",
      "9 Nov",
      "16 Nov",
      "23 Nov",
    ]);
  });

  it("stands on days also over the change of the clock", () => {
    const berlin = ["2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"].map(Date.parse);
    expect(labels(berlin, "Europe/Berlin", 5)).toEqual(["24 Oct", "25 Oct", "26 Oct"]);
  });

  it("never gives more than there is room for", () => {
    for (const count of [1, 2, 24, 168, 720, 2_880]) {
      expect(timeTicks(every("2026-08-23T00:00:00Z", HOUR, count), "America/New_York", 5).length).toBeLessThanOrEqual(
        5,
      );
    }
  });

  it("labels a single bucket and no bucket", () => {
    expect(labels([Date.parse("2026-11-23T00:00:00Z")], "UTC", 5)).toEqual(["23 Nov"]);
    expect(labels([], "UTC", 5)).toEqual([]);
  });
});

describe("bucketLabel", () => {
  const at = Date.parse("2026-11-23T20:00:00Z");
  it("says what a bucket covers", () => {
    expect(bucketLabel(at, "day", "UTC")).toBe("Mon 23 Nov");
    expect(bucketLabel(at, "hour", "Asia/Kolkata")).toBe("Tue 24 Nov, 01:30–02:30");
    expect(bucketLabel(at, "15m", "UTC")).toBe("Mon 23 Nov, 20:00–20:15");
  });
});
