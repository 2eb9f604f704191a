import { describe, expect, it } from "vitest";
import type { Metrics } from "@/lib/contracts/metrics";
import { openedFigures, openMetrics } from "./explain-metrics";

const totals: Metrics = {
  bidRequests: 1000,
  impressions: 400,
  viewableImpressions: 300,
  clicks: 20,
  orphanClicks: 1,
  ctr: 0.05,
  conversions: 4,
  postClickConversions: 3,
  postViewConversions: 1,
  unattributedConversions: 1,
  cvr: 0.2,
  costMicros: 2_000_000,
  cpmMicros: 5_000_000,
  cpcMicros: 100_000,
  cpaMicros: 500_000,
  revenueMicros: 6_000_000,
  roas: 3,
  reach: 200,
  frequency: 2,
  winRate: 0.333,
  filtered: 12,
};

describe("openedFigures", () => {
  it("shows every figure that can be opened as its tile does", () => {
    const shown = Object.fromEntries(openMetrics.map((metric) => [metric, openedFigures[metric].show(totals, "EUR")]));
    expect(shown).toEqual({
      impressions: "400",
      clicks: "20",
      conversions: "4",
      bidRequests: "1,000",
      reach: "200",
      cost: "€2.00",
      revenue: "€6.00",
      frequency: "2",
      ctr: "5.00%",
      cvr: "20.0%",
      cpm: "€5.00",
      cpc: "€0.10",
      cpa: "€0.50",
      roas: "3.00×",
      winRate: "33.3%",
    });
  });

  it("opens a win rate as its two whole counts", () => {
    const { winRate } = openedFigures;
    if (winRate.type !== "ratio") throw new Error("A win rate is a ratio.");
    expect([winRate.over.show(totals, "EUR"), winRate.under.show(totals, "EUR")]).toEqual(["333", "1,000"]);
  });

  it("has nothing to say of what a ratio without a denominator is made of", () => {
    const { winRate } = openedFigures;
    if (winRate.type !== "ratio") throw new Error("A win rate is a ratio.");
    expect(winRate.over.show({ ...totals, bidRequests: 0, winRate: null }, "EUR")).toBe("–");
  });
});
