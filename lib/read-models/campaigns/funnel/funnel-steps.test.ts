import { expect, it } from "vitest";
import { funnelSteps } from "./funnel-steps";
import type { FunnelSums } from "./select-funnel-sums";

const nothing: FunnelSums = {
  bidRequests: 0,
  impressions: 0,
  wonImpressions: 0,
  unknownAuctionImpressions: 0,
  measuredImpressions: 0,
  viewableImpressions: 0,
  clicks: 0,
  orphanClicks: 0,
  postClickMicros: 0,
  postViewMicros: 0,
  unattributed: 0,
  repeatedOrders: 0,
  filteredWonImpressions: 0,
  filteredViewableImpressions: 0,
};
const stepOf = (name: string, sums: Partial<FunnelSums>) =>
  funnelSteps({ ...nothing, ...sums }, []).find(({ step }) => step === name);

it("has no rate and no reason where there is nothing", () => {
  for (const { count, rate, reasons } of funnelSteps(nothing, [])) {
    expect({ count, rate, reasons }).toEqual({ count: 0, rate: null, reasons: [] });
  }
});

it("accounts for every bid request and every impression", () => {
  const sums = { bidRequests: 100, wonImpressions: 30, impressions: 50, unknownAuctionImpressions: 12 };
  expect(stepOf("wins", sums)).toEqual({
    step: "wins",
    count: 30,
    rate: 0.3,
    reasons: [{ reason: "no_impression", rule: null, count: 70 }],
  });
  expect(stepOf("impressions", sums)?.reasons).toEqual([
    { reason: "no_auction", rule: null, count: 8 },
    { reason: "unknown_auction", rule: null, count: 12 },
  ]);
});

it("rates viewable by what was measured", () => {
  expect(stepOf("viewable", { impressions: 50, measuredImpressions: 40, viewableImpressions: 10 })).toEqual({
    step: "viewable",
    count: 10,
    rate: 0.25,
    reasons: [
      { reason: "not_measured", rule: null, count: 10 },
      { reason: "not_viewable", rule: null, count: 30 },
    ],
  });
});

it.each([
  ["wins", { bidRequests: 10, wonImpressions: 14 }, 1.4, { outside: 4 }],
  ["clicks", { impressions: 10, clicks: 15, orphanClicks: 5 }, 1.5, { orphan: 5 }],
  ["clicks", { impressions: 10, clicks: 15, orphanClicks: 2 }, 1.5, { orphan: 2, outside: 3 }],
  ["conversions", { clicks: 2, postClickMicros: 1_000_000, postViewMicros: 4_000_000 }, 2.5, { post_view: 4 }],
  ["conversions", { clicks: 2, postClickMicros: 3_500_000 }, 1.75, { outside: 1.5 }],
] as const)("tells why the rate of %s with %j is above 1", (name, sums, rate, reasons) => {
  const step = stepOf(name, sums);
  expect(step?.rate).toBe(rate);
  expect(Object.fromEntries(step?.reasons.map(({ reason, count }) => [reason, count]) ?? [])).toEqual(reasons);
});

it("tells of invalid traffic by rule only what net leaves out", () => {
  const sums = { ...nothing, filteredWonImpressions: 3, filteredViewableImpressions: 2 };
  const invalid = [
    { kind: "bid" as const, rule: "known_crawler", count: 7 },
    { kind: "conversion" as const, rule: "user_rate", count: 5 },
  ];
  const told = funnelSteps(sums, invalid).flatMap(({ step, reasons }) =>
    reasons.map(({ rule, count }) => [step, rule, count]),
  );
  expect(told).toEqual([
    ["bid_requests", "known_crawler", 7],
    ["wins", null, 3],
    ["viewable", null, 2],
    ["conversions", "user_rate", 5],
  ]);
  expect(funnelSteps(sums, null).flatMap(({ reasons }) => reasons)).toEqual([]);
});
