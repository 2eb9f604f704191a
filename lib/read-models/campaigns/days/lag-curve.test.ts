import { expect, it } from "vitest";
import { lagCurve, shareAt } from "./lag-curve";

// of 50: 20 within the first hour, 10 in the second, 10 between 12 and 24 hours, 10 on the second day
const counts = [
  { step: 0, conversions: 20 },
  { step: 1, conversions: 10 },
  { step: 5, conversions: 10 },
  { step: 6, conversions: 10 },
];

it("rises from edge to edge, and ends with the window", () => {
  expect(lagCurve(counts, 3)).toEqual([
    { hours: 1, share: 0.4 },
    { hours: 2, share: 0.6 },
    { hours: 3, share: 0.6 },
    { hours: 6, share: 0.6 },
    { hours: 12, share: 0.6 },
    { hours: 24, share: 0.8 },
    { hours: 48, share: 1 },
    { hours: 72, share: 1 },
  ]);
});

it("counts what came exactly at the end of the window", () => {
  expect(lagCurve([...counts, { step: 7, conversions: 50 }], 2).slice(-2)).toEqual([
    { hours: 24, share: 0.4 },
    { hours: 48, share: 1 },
  ]);
});

it("ends after an hour where there is no window", () => {
  expect(lagCurve([{ step: 0, conversions: 2 }], 0)).toEqual([{ hours: 1, share: 1 }]);
});

it("is empty without conversions", () => {
  expect(lagCurve([], 30)).toEqual([]);
});

it.each([
  [-1, 0],
  [0, 0],
  [0.5, 0.2],
  [1, 0.4],
  [1.5, 0.5],
  [8, 0.6],
  [18, 0.7],
  [36, 0.9],
  [72, 1],
  [1000, 1],
])("at %d hours is %d", (hours, share) => {
  expect(shareAt(lagCurve(counts, 3), hours)).toBeCloseTo(share, 12);
});
