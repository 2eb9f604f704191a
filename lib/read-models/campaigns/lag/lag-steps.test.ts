import { expect, it } from "vitest";
import { lagEdgesHours } from "@/lib/contracts/lag";
import { lagFigures } from "./lag-steps";

const row = (step: number, postClick: number, postView = 0) => ({ step, postClick, postView });

it("gives every step up to the last with what has come until its end", () => {
  expect(lagFigures([row(0, 3, 2), row(2, 4), row(5, 0, 1)])).toEqual({
    conversions: 10,
    postClickConversions: 7,
    postViewConversions: 3,
    medianHours: 1,
    p90Hours: 3,
    steps: [
      { fromHours: 0, toHours: 1, postClickConversions: 3, postViewConversions: 2, cumulativeShare: 0.5 },
      { fromHours: 1, toHours: 2, postClickConversions: 0, postViewConversions: 0, cumulativeShare: 0.5 },
      { fromHours: 2, toHours: 3, postClickConversions: 4, postViewConversions: 0, cumulativeShare: 0.9 },
      { fromHours: 3, toHours: 6, postClickConversions: 0, postViewConversions: 0, cumulativeShare: 0.9 },
      { fromHours: 6, toHours: 12, postClickConversions: 0, postViewConversions: 0, cumulativeShare: 0.9 },
      { fromHours: 12, toHours: 24, postClickConversions: 0, postViewConversions: 1, cumulativeShare: 1 },
    ],
  });
});

it("has nothing to say without conversions", () => {
  expect(lagFigures([])).toEqual({
    conversions: 0,
    postClickConversions: 0,
    postViewConversions: 0,
    medianHours: null,
    p90Hours: null,
    steps: [],
  });
});

it("has a step for a lag of exactly 90 days", () => {
  expect(lagFigures([row(lagEdgesHours.length, 1)]).steps.at(-1)).toMatchObject({ fromHours: 2160, toHours: 2184 });
});
