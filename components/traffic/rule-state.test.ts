import { describe, expect, it } from "vitest";
import { type TrafficPeriod, trafficParamsSchemas, trafficRules } from "@/lib/contracts/traffic";
import { paramTexts, type RuleRow, stepTexts } from "./rule-state";

const period = (fromAt: string, enabled = true): TrafficPeriod => ({
  rule: "user_rate",
  fromAt,
  enabled,
  params: {},
  version: 1,
  actor: "system",
  changedAt: "2026-11-23T00:00:00.000Z",
});

function ruleWith(name: RuleRow["name"], params: Record<string, unknown>): RuleRow {
  return { name, ...trafficRules[name], enabled: true, params, version: 1, periods: [] };
}

describe("stepTexts", () => {
  it("says of a rule that was never changed that it is so always", () => {
    expect(stepTexts([period("1900-01-01T00:00:00.000Z")])).toMatchObject([{ when: "always", enabled: true }]);
  });

  it("gives each step its end, the newest first", () => {
    const steps = stepTexts([
      period("1900-01-01T00:00:00.000Z"),
      period("2026-11-01T00:00:00.000Z", false),
      period("2026-11-08T00:00:00.000Z"),
    ]);
    expect(steps.map(({ when, enabled }) => [when, enabled])).toEqual([
      ["from 8 Nov 2026, 00:00 on", true],
      ["1 Nov 2026, 00:00 to 8 Nov 2026, 00:00", false],
      ["until 1 Nov 2026, 00:00", true],
    ]);
  });
});

describe("paramTexts", () => {
  it("tells limits, numbers, shares and lists in words", () => {
    expect(paramTexts(ruleWith("site_rate", trafficParamsSchemas.site_rate.parse({})))).toEqual([
      "more than 30,000 impressions in 1 min",
      "more than 600 clicks in 1 min",
    ]);
    expect(paramTexts(ruleWith("repeated_click", { seconds: 10 }))).toEqual(["Seconds: 10"]);
    expect(paramTexts(ruleWith("click_without_impression", { minClicks: 20, minMatchedShare: 0.5 }))).toEqual([
      "Clicks, at least: 20",
      "Clicks with an impression, at least: 50%",
    ]);
    expect(paramTexts(ruleWith("known_crawler", { patterns: ["a", "b"], exceptions: [] }))).toEqual([
      "More crawlers: 2",
      "Not crawlers: none",
    ]);
  });
});
