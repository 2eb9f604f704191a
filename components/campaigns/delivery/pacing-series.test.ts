import { describe, expect, it } from "vitest";
import type { Pacing } from "@/lib/contracts/pacing";
import { pacingSeries } from "./pacing-series";
import { pacingText } from "./pacing-words";

const pacing: Pacing = {
  state: "behind",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  startsOn: "2026-11-20",
  endsOn: "2026-11-23",
  budgetMicros: 400_000_000,
  spentMicros: 150_000_000,
  remainingMicros: 250_000_000,
  flightDays: 4,
  elapsedDays: 2,
  evenMicros: 200_000_000,
  pace: 0.75,
  neededPerDayMicros: 125_000_000,
  averagePerDayMicros: 75_000_000,
  projectedMicros: 300_000_000,
  projectedLowMicros: null,
  projectedHighMicros: null,
  days: [
    { day: "2026-11-20", costMicros: 100_000_000, cumulativeMicros: 100_000_000 },
    { day: "2026-11-21", costMicros: 50_000_000, cumulativeMicros: 150_000_000 },
  ],
  asOf: "2026-11-22T00:00:00Z",
};

describe("pacing", () => {
  it("goes on from today in a band that widens to where it likely ends", () => {
    const likely = {
      ...pacing,
      projectedLowMicros: pacing.spentMicros + 30,
      projectedHighMicros: pacing.spentMicros + 60,
    };
    const points = pacingSeries(likely).map(({ values }) => [values.low, values.high]);
    expect(points.filter(([low]) => low === undefined)).toHaveLength(pacing.days.length - 1);
    expect(points[pacing.days.length - 1]).toEqual([pacing.spentMicros, pacing.spentMicros]);
    expect(points.at(-1)).toEqual([pacing.spentMicros + 30, pacing.spentMicros + 60]);
  });

  it("draws the whole flight: what is spent as far as it is known, the even spread up to the budget", () => {
    const series = pacingSeries(pacing);
    expect(series.map(({ values }) => values)).toEqual([
      { spent: 100_000_000, even: 100_000_000 },
      { spent: 150_000_000, even: 200_000_000 },
      { spent: null, even: 300_000_000 },
      { spent: null, even: 400_000_000 },
    ]);
  });

  it("draws what there is where the flight is not known, or no day of it is left", () => {
    expect(pacingSeries({ ...pacing, endsOn: null })).toHaveLength(2);
    expect(pacingSeries({ ...pacing, endsOn: "2026-11-01" })).toHaveLength(2);
    expect(pacingSeries({ ...pacing, startsOn: "0001-01-01", endsOn: "9999-12-31" })).toHaveLength(2);
  });

  it("says in words what the figures mean", () => {
    expect(pacingText(pacing)).toBe(
      "75% of an even spread is spent. At the pace of the last days €100.00 are left over at the end.",
    );
    expect(pacingText({ ...pacing, projectedMicros: 403_000_000 })).toContain("ends with the flight");
    expect(pacingText({ ...pacing, state: "ended" })).toContain("€250.00 were not spent");
    expect(pacingText({ ...pacing, state: "ended", remainingMicros: -5 })).toContain("the budget is spent");
  });
});
