import { describe, expect, it } from "vitest";
import { daysPerPoint, mergeDays } from "./merge-days";

describe("daysPerPoint", () => {
  it.each([
    [30, 1, 1],
    [92, 100, 1],
    [93, 100, 2],
    [365, 100, 4],
    [30, 2000, 1],
    [30, 10_000, 5],
    [90, 100_000, 90],
    [0, 0, 1],
  ])("%d days of %d campaigns: %d a point", (days, campaigns, each) => {
    expect(daysPerPoint(days, campaigns)).toBe(each);
  });
});

describe("mergeDays", () => {
  it("keeps the first and the last edge", () => {
    expect(mergeDays([0, 1, 2, 3, 4, 5], 2)).toEqual([0, 2, 4, 5]);
    expect(mergeDays([0, 1, 2, 3, 4], 2)).toEqual([0, 2, 4]);
    expect(mergeDays([0, 1, 2], 1)).toEqual([0, 1, 2]);
    expect(mergeDays([0, 1], 9)).toEqual([0, 1]);
  });
});
