import { expect, it } from "vitest";
import { batchTone, changeOf, partsOf } from "./health-words";

const period = {
  received: 10,
  stored: 8,
  duplicate: 1,
  rejected: 1,
  filtered: 2,
  rejectShare: 0.1,
  invalidShare: 0.25,
};

it("splits what was received into parts that add up to it", () => {
  const parts = partsOf(period);
  expect(parts).toEqual({ valid: 6, invalid: 2, duplicate: 1, rejected: 1 });
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(period.received);
});

it("compares with the period before, and with nothing where there is none", () => {
  const before = { ...period, received: 8, rejectShare: 0.2, invalidShare: null, rejected: 0 };
  expect(changeOf({ now: period, before }, "received")).toBeCloseTo(0.25);
  expect(changeOf({ now: period, before }, "rejectShare")).toBeCloseTo(-0.5);
  expect(changeOf({ now: period, before }, "invalidShare")).toBeNull();
  expect(changeOf({ now: period, before }, "rejected")).toBeNull();
});

it("does not show a batch with rejects in the green of one without", () => {
  expect([batchTone({ state: "done", rejected: 1 }), batchTone({ state: "done", rejected: 0 })]).toEqual([
    "warning",
    "success",
  ]);
});
