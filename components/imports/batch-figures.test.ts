import { describe, expect, it } from "vitest";
import { balances, progressOf, segmentsOf, workedOff } from "./batch-figures";

const batch = { received: 100, stored: 60, duplicate: 10, rejected: 5, filtered: 20, pending: 25 };

it("has every record in one segment only", () => {
  const segments = segmentsOf(batch);
  expect(segments.map(({ key, count }) => [key, count])).toEqual([
    ["counted", 40],
    ["filtered", 20],
    ["duplicate", 10],
    ["rejected", 5],
    ["pending", 25],
  ]);
  expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(batch.received);
});

it("counts what something became of", () => expect(workedOff(batch)).toBe(75));

describe("progressOf", () => {
  it("is a share once the total is known", () => expect(progressOf({ ...batch, state: "processing" })).toBe(0.75));
  it("is unknown while more may come", () => expect(progressOf({ ...batch, state: "receiving" })).toBeNull());
  it("is whole at the end, also of nothing", () => {
    const empty = { received: 0, stored: 0, duplicate: 0, rejected: 0, filtered: 0, pending: 0 };
    expect(progressOf({ ...empty, state: "done" })).toBe(1);
    expect(progressOf({ ...empty, state: "failed" })).toBe(1);
  });
});

it("sees an equation that does not hold", () => {
  expect(balances(batch)).toBe(true);
  expect(balances({ ...batch, pending: 24 })).toBe(false);
});
