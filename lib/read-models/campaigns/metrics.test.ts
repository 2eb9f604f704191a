import { describe, expect, it } from "vitest";
import { metricsSchema } from "@/lib/contracts/metrics";
import { toMetrics, withoutMoney } from "./metrics";
import { addFact, noSums } from "./raw-sums";

const sums = noSums();
addFact(sums, "impression", [1000, 100, 500, 20, 450, 90, 2_000_000, 200_000]);
addFact(sums, "click", [40, 10, 4, 1, 400_000, 100_000]);
addFact(sums, "credit", [2_500_000, 500_000, 1_000_000, 0, 3, 1, 9_000_000, 1_000_000, 600_000, 0]);
addFact(sums, "bid", [2000, 200]);

describe("toMetrics", () => {
  it("takes everything gross", () => {
    expect(toMetrics(sums, "gross", 400)).toEqual({
      bidRequests: 2000,
      impressions: 1000,
      viewableImpressions: 500,
      clicks: 40,
      orphanClicks: 4,
      ctr: 0.04,
      conversions: 3.5,
      postClickConversions: 2.5,
      postViewConversions: 1,
      unattributedConversions: 3,
      cvr: 0.0875,
      costMicros: 3_000_000,
      cpmMicros: 3_000_000,
      cpcMicros: 75_000,
      cpaMicros: 857_143,
      revenueMicros: 9_000_000,
      roas: 3,
      reach: 400,
      frequency: 2.5,
      winRate: 0.225,
      filtered: 110,
    });
  });

  it("takes the invalid part off every figure for net, and still tells it", () => {
    expect(toMetrics(sums, "net", 300)).toMatchObject({
      bidRequests: 1800,
      impressions: 900,
      viewableImpressions: 480,
      clicks: 30,
      orphanClicks: 3,
      conversions: 3,
      postClickConversions: 2,
      unattributedConversions: 2,
      costMicros: 2_700_000,
      revenueMicros: 8_000_000,
      frequency: 3,
      winRate: 0.2,
      filtered: 110,
    });
  });

  it("gives null, never NaN or infinity, where the denominator is zero", () => {
    const nothing = toMetrics(noSums(), "net", 0);
    expect(metricsSchema.parse(nothing)).toEqual(nothing);
    for (const name of ["ctr", "cvr", "cpmMicros", "cpcMicros", "cpaMicros", "roas", "frequency", "winRate"] as const) {
      expect(nothing[name]).toBeNull();
    }
    expect(toMetrics(sums, "net", null)).toMatchObject({ reach: null, frequency: null });
  });

  it("leaves all money out of totals over several currencies", () => {
    const totals = withoutMoney(toMetrics(sums, "net", 1));
    const money = Object.entries(totals).filter(([name]) => /Micros$|roas/.test(name));
    expect(money).toHaveLength(6);
    expect(money.every(([, value]) => value === null)).toBe(true);
    expect(totals.impressions).toBe(900);
  });
});
