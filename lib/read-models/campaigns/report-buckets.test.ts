import { describe, expect, it } from "vitest";
import { chooseLevel } from "./choose-level";
import { type BucketWidth, cutIntoBuckets } from "./report-buckets";
import { resolveRange } from "./resolve-range";

const cut = (from: string, to: string, width: BucketWidth, zone: string) =>
  cutIntoBuckets(resolveRange({ from, to }, zone, new Date(0)), width, zone);
const hoursBetween = (edges: readonly number[]) =>
  edges.slice(1).map((edge, index) => (edge - (edges[index] ?? 0)) / 3_600_000);

describe("cutIntoBuckets", () => {
  it("cuts days as they are lived: 23 and 25 hours where the clock is set", () => {
    expect(hoursBetween(cut("2026-03-07", "2026-03-09", "day", "America/New_York").edges)).toEqual([24, 23, 24]);
    expect(hoursBetween(cut("2026-10-24", "2026-10-26", "day", "Europe/Berlin").edges)).toEqual([24, 25, 24]);
    expect(hoursBetween(cut("2026-10-24", "2026-10-26", "day", "Asia/Kathmandu").edges)).toEqual([24, 24, 24]);
  });

  it("counts every lived hour once, also the one that the clock shows twice", () => {
    expect(cut("2026-11-01", "2026-11-01", "hour", "America/New_York").starts).toHaveLength(25);
    expect(cut("2026-03-29", "2026-03-29", "hour", "Europe/Berlin").starts).toHaveLength(23);
    const kolkata = cut("2026-11-01", "2026-11-01", "hour", "Asia/Kolkata").starts;
    expect(kolkata).toHaveLength(24);
    expect(new Date(kolkata[1] ?? 0).toISOString()).toBe("2026-10-31T19:30:00.000Z");
  });

  it("cuts quarters of an hour and the whole", () => {
    expect(cut("2026-11-01", "2026-11-01", "15m", "America/New_York").starts).toHaveLength(100);
    expect(cut("2026-11-01", "2026-11-03", "none", "America/New_York").edges).toHaveLength(2);
  });

  it("labels a bucket that the range cuts into by its calendar, and counts only what is inside", () => {
    const { starts, edges } = cut("2026-11-05T10:15:00Z", "2026-11-06T03:00:00Z", "day", "Europe/Berlin");
    expect(starts.map((start) => new Date(start).toISOString())).toEqual([
      "2026-11-04T23:00:00.000Z",
      "2026-11-05T23:00:00.000Z",
    ]);
    expect(edges.map((edge) => new Date(edge).toISOString())).toEqual([
      "2026-11-05T10:15:00.000Z",
      "2026-11-05T23:00:00.000Z",
      "2026-11-06T03:00:00.000Z",
    ]);
  });

  it("leaves no hole and no overlap, whatever the zone and width", () => {
    for (const zone of [
      "UTC",
      "America/New_York",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "Pacific/Apia",
    ]) {
      for (const width of ["15m", "hour", "day"] as const) {
        const { starts, edges } = cut("2026-03-01", "2026-04-30", width, zone);
        expect(edges).toHaveLength(starts.length + 1);
        expect(edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge))).toBe(true);
        expect(edges.every((edge) => edge % 900_000 === 0)).toBe(true);
      }
    }
  });

  it("leaves out a date that a zone never had", () => {
    expect(cut("2011-12-29", "2011-12-31", "day", "Pacific/Apia").starts).toHaveLength(2);
  });

  it("refuses more buckets than anyone reads", () => {
    expect(() => cut("2024-01-01", "2026-12-31", "15m", "UTC")).toThrow(
      expect.objectContaining({ code: "invalid_request" }),
    );
    expect(cut("2026-01-01", "2026-12-31", "hour", "UTC").starts).toHaveLength(8760);
  });
});

describe("chooseLevel", () => {
  it.each([
    ["2026-11-01", "2026-11-30", "day", "UTC", "1d"],
    ["2026-11-01", "2026-11-30", "none", "UTC", "1d"],
    ["2026-11-01", "2026-11-30", "hour", "UTC", "1h"],
    ["2026-11-01", "2026-11-30", "15m", "UTC", "15m"],
    ["2026-11-01", "2026-11-30", "day", "Europe/Berlin", "1h"],
    ["2026-11-01", "2026-11-30", "none", "America/New_York", "1h"],
    ["2026-12-01", "2026-12-30", "day", "Europe/London", "1d"],
    ["2026-07-01", "2026-07-30", "day", "Europe/London", "1h"],
    ["2026-11-01", "2026-11-30", "day", "Asia/Kolkata", "15m"],
    ["2026-11-01", "2026-11-30", "none", "Asia/Kathmandu", "15m"],
    ["2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z", "none", "Asia/Kathmandu", "1d"],
    ["2026-11-01T00:00:00Z", "2026-11-30T05:00:00Z", "none", "UTC", "1h"],
    ["2026-11-01T00:20:00Z", "2026-11-30T00:00:00Z", "none", "UTC", "15m"],
  ] as const)("%s to %s by %s in %s reads %s", (from, to, width, zone, level) => {
    expect(chooseLevel(cut(from, to, width, zone).edges)).toBe(level);
  });
});
