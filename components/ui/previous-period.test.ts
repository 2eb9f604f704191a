import { describe, expect, it } from "vitest";
import { comparedPeriod, previousPeriod } from "./previous-period";

describe("previousPeriod", () => {
  const now = new Date("2026-11-24T12:34:56Z");
  it.each([
    ["whole days", { from: "2026-11-10", to: "2026-11-16" }, "UTC", { from: "2026-11-03", to: "2026-11-09" }],
    [
      "one that runs",
      { from: "2026-11-18", to: "2026-11-24" },
      "UTC",
      { from: "2026-11-11", to: "2026-11-17T12:30:00.000Z" },
    ],
    ["today", { from: "2026-11-24", to: "2026-11-24" }, "UTC", { from: "2026-11-23", to: "2026-11-23T12:30:00.000Z" }],
    [
      "a day that is over there",
      { from: "2026-11-24", to: "2026-11-24" },
      "Pacific/Auckland",
      { from: "2026-11-23", to: "2026-11-23" },
    ],
  ])("of %s", (_, dates, timeZone, earlier) => {
    expect(previousPeriod(dates, timeZone, now)).toEqual(earlier);
  });
});

describe("comparedPeriod", () => {
  const now = new Date("2026-11-24T12:34:56Z");
  const dates = { from: "2026-11-10", to: "2026-11-16" };
  it.each([
    ["previous", { from: "2026-11-03", to: "2026-11-09" }],
    ["week", { from: "2026-11-03", to: "2026-11-09" }],
    ["month", { from: "2026-10-13", to: "2026-10-19" }],
    ["year", { from: "2025-11-11", to: "2025-11-17" }],
  ] as const)("by %s falls on the same days of the week", (compare, earlier) => {
    expect(comparedPeriod(dates, compare, "UTC", now)).toEqual(earlier);
  });

  it("ends as early as a range that still runs", () => {
    expect(comparedPeriod({ from: "2026-11-23", to: "2026-11-24" }, "week", "UTC", now)).toEqual({
      from: "2026-11-16",
      to: "2026-11-17T12:30:00.000Z",
    });
  });

  it("is nothing where nothing is compared", () => {
    expect(comparedPeriod(dates, "none", "UTC", now)).toBeNull();
  });
});
