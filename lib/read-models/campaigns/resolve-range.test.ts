import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { resolveRange } from "./resolve-range";

const now = new Date("2026-11-23T20:07:00Z");
const resolve = (query: { from?: string; to?: string }, zone = "UTC") => {
  const { from, to } = resolveRange(query, zone, now);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};

describe("resolveRange", () => {
  it("takes a date `to` as the last day, included, in the zone", () => {
    const dates = { from: "2026-11-01", to: "2026-11-01" };
    expect(resolve(dates)).toEqual(["2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"]);
    expect(resolve(dates, "America/New_York")).toEqual(["2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z"]);
    expect(resolve(dates, "Asia/Kolkata")).toEqual(["2026-10-31T18:30:00.000Z", "2026-11-01T18:30:00.000Z"]);
    expect(resolve(dates, "Asia/Kathmandu")).toEqual(["2026-10-31T18:15:00.000Z", "2026-11-01T18:15:00.000Z"]);
  });

  it("snaps times outward to 15 minutes and leaves those that fit", () => {
    expect(resolve({ from: "2026-11-01T10:14:59+01:00", to: "2026-11-01T10:30:00.001Z" })).toEqual([
      "2026-11-01T09:00:00.000Z",
      "2026-11-01T10:45:00.000Z",
    ]);
    expect(resolve({ from: "2026-11-01T10:15:00Z", to: "2026-11-01T10:30:00Z" })).toEqual([
      "2026-11-01T10:15:00.000Z",
      "2026-11-01T10:30:00.000Z",
    ]);
  });

  it("is the last 30 days, today included, by the zone's calendar when nothing is asked", () => {
    expect(resolve({})).toEqual(["2026-10-25T00:00:00.000Z", "2026-11-24T00:00:00.000Z"]);
    // already the 24th there
    expect(resolve({}, "Asia/Kolkata")).toEqual(["2026-10-25T18:30:00.000Z", "2026-11-24T18:30:00.000Z"]);
    // the clock was set back on 1 November: 30 calendar days have 721 hours
    expect(resolve({}, "America/New_York")).toEqual(["2026-10-25T04:00:00.000Z", "2026-11-24T05:00:00.000Z"]);
  });

  it("lets the missing bound follow from the given one", () => {
    expect(resolve({ to: "2026-03-31" })).toEqual(["2026-03-02T00:00:00.000Z", "2026-04-01T00:00:00.000Z"]);
    expect(resolve({ to: "2026-03-31T12:00:00Z" })).toEqual(["2026-03-01T12:00:00.000Z", "2026-03-31T12:00:00.000Z"]);
    expect(resolve({ from: "2026-11-20" })).toEqual(["2026-11-20T00:00:00.000Z", "2026-11-24T00:00:00.000Z"]);
  });

  it.each([
    [{ from: "2026-11-02", to: "2026-11-01" }],
    [{ from: "2026-11-01T10:00:00Z", to: "2026-11-01T10:00:00Z" }],
    [{ from: "2027-01-01" }],
    [{ from: "2020-01-01", to: "2026-01-01" }],
    [{ from: "0001-01-01", to: "0001-02-01" }],
    [{ from: "9999-12-30", to: "9999-12-31" }],
  ])("refuses %o", (query) => {
    expect(() => resolve(query)).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(() => resolve(query)).toThrow(AppError);
  });

  it("takes three years", () => {
    expect(resolve({ from: "2024-01-01", to: "2026-12-31" })[1]).toBe("2027-01-01T00:00:00.000Z");
  });
});
