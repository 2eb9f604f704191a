import { describe, expect, it } from "vitest";
import { type Day, dayText, expectedOf, expectedText } from "./day-words";

const day = (changes: Partial<Day>): Day => ({
  day: "2026-11-20",
  state: "settling",
  conversions: 4,
  expected: 2.34,
  settledShare: 0.63,
  restatements: 0,
  lastRestatedAt: null,
  ...changes,
});

describe("the words of a day", () => {
  it("says what has come and what is to come", () => {
    expect(dayText(day({}))).toBe(
      "settling: conversions of its touches are still to come. 4 conversions so far, about 2.3 to come (63% settled).",
    );
    expect(dayText(day({ conversions: 1, expected: null, settledShare: null }))).toMatch(/ 1 conversion so far\.$/);
  });

  it("expects nothing of a closed day, and does not hide what it cannot know", () => {
    const days = [day({ state: "closed", expected: 9 }), day({}), day({ expected: null }), day({ state: "open" })];
    expect(expectedOf(days)).toEqual({ expected: 4.68, unknown: 1 });
  });

  it("writes an estimate with the digits that it is worth", () => {
    expect([0, 0.01, 3.44, 120.7].map(expectedText)).toEqual(["0", "< 0.1", "3.4", "121"]);
  });
});
