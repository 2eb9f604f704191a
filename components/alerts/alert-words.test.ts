import { describe, expect, it } from "vitest";
import { factText, formatObserved, metricName } from "./alert-words";

describe("formatObserved", () => {
  it.each([
    ["lagMs", 125_000, "2 min 5 s"],
    ["silenceSeconds", 3_600, "1 h"],
    ["rejectRate", 0.37, "37.0%"],
    ["impressions", 12_345, "12.3K"],
    ["lagMs", null, "–"],
  ])("shows %s of %s as %s", (metric, value, text) => {
    expect(formatObserved(metric, value)).toBe(text);
  });
});

describe("metricName", () => {
  it.each([
    ["rejectRate", "Reject rate"],
    ["lagMs", "Lag"],
    ["reject_rate", "Reject rate"],
  ])("reads %s as %s", (metric, name) => {
    expect(metricName(metric)).toBe(name);
  });
});

describe("factText", () => {
  it("gives a list a line an entry, and an object its parts", () => {
    const reasons = [
      { count: 134, field: "userId" },
      { count: 2, field: null },
    ];
    expect(factText(reasons)).toBe("count 134, field userId\ncount 2, field –");
    expect(factText(15)).toBe("15");
  });
});
