import { describe, expect, it } from "vitest";
import { mergeRanges } from "./merge-ranges";

const day = 86_400_000;

describe("mergeRanges", () => {
  it("covers near times together and far ones apart", () => {
    expect(mergeRanges([])).toEqual([]);
    expect(mergeRanges([5])).toEqual([{ from: 5, to: 5 }]);
    expect(mergeRanges([3 * day, 0, day, 3 * day + 1])).toEqual([
      { from: 0, to: day },
      { from: 3 * day, to: 3 * day + 1 },
    ]);
  });

  it("never gives more than 16, and closes the smallest gaps first", () => {
    const times = Array.from({ length: 40 }, (_, index) => index * index * day);
    const ranges = mergeRanges(times);
    expect(ranges).toHaveLength(16);
    expect(ranges[0]).toEqual({ from: 0, to: 24 * 24 * day });
    for (const at of times) expect(ranges.some(({ from, to }) => from <= at && at <= to)).toBe(true);
  });
});
