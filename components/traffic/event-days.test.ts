import { describe, expect, it } from "vitest";
import { toEventRange } from "./event-days";

describe("toEventRange", () => {
  it("counts both days, in UTC, and ends with the midnight after the last", () => {
    expect(toEventRange({ choice: "days", from: "2026-11-01", to: "2026-11-30" })).toEqual({
      range: { from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" },
    });
  });

  it("has no end from a day on, and no bounds for always", () => {
    expect(toEventRange({ choice: "from", from: "2026-11-01", to: "2026-10-01" })).toEqual({
      range: { from: "2026-11-01T00:00:00.000Z" },
    });
    expect(toEventRange({ choice: "always", from: "", to: "" })).toEqual({ range: {} });
  });

  it.each([
    ["days", "", "2026-11-02", "first day"],
    ["from", "", "", "first day"],
    ["days", "2026-11-02", "", "last day"],
    ["days", "2026-11-02", "2026-11-01", "before the first"],
    ["days", "2026-02-30", "2026-03-01", "first day"],
  ] as const)("does not take %s with %j to %j", (choice, from, to, why) => {
    expect(toEventRange({ choice, from, to })).toEqual({ problem: expect.stringContaining(why) });
  });
});
