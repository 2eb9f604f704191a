import { describe, expect, it } from "vitest";
import { byCategory, mostInvalidFirst, type ShareRow, shareOf } from "./share-figures";

const row = (key: string, figures: Partial<ShareRow> = {}): ShareRow => ({
  key,
  name: key,
  invalidImpressions: 0,
  invalidClicks: 0,
  invalidCostMicros: 0,
  impressions: null,
  clicks: null,
  ...figures,
});

describe("shareOf", () => {
  it.each([
    [5, 100, 0.05],
    [0, 100, 0],
    [0, 0, null],
    [3, null, null],
  ])("of %i in %s is %s", (invalid, gross, share) => {
    expect(shareOf(invalid, gross)).toBe(share);
  });
});

describe("byCategory", () => {
  it("adds impressions and clicks by the category of their rule, and leaves unknown rules out", () => {
    const rows = [
      row("known_crawler", { invalidImpressions: 10 }),
      row("address_rate", { invalidClicks: 4 }),
      row("hidden_placement", { invalidImpressions: 3, invalidClicks: 1 }),
      row("constructor", { invalidClicks: 100 }),
      row("rule_of_tomorrow", { invalidClicks: 100 }),
    ];
    expect(byCategory(rows)).toEqual({ general: 14, sophisticated: 4 });
  });
});

describe("mostInvalidFirst", () => {
  it("puts the most invalid first, of equal ones the busier, then by key", () => {
    const rows = [
      row("quiet", { impressions: 10, clicks: 0 }),
      row("b", { invalidClicks: 2 }),
      row("a", { invalidImpressions: 2 }),
      row("busy", { impressions: 900, clicks: 1 }),
      row("worst", { invalidImpressions: 1, invalidClicks: 5 }),
    ];
    expect(mostInvalidFirst(rows).map(({ key }) => key)).toEqual(["worst", "a", "b", "busy", "quiet"]);
  });
});
