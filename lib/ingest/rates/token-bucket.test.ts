import { expect, it } from "vitest";
import { debtMs, fullBucket, take } from "./token-bucket";

it("holds one second of the rate, however long nothing is taken", () => {
  const bucket = take(fullBucket(100, 0), 0, 100, 3_600_000);
  expect(bucket.tokens).toBe(100);
  expect(debtMs(take(bucket, 100, 100, 3_600_000), 100, 3_600_000)).toBe(0);
});

it("gives more than it holds, and is paid back by time", () => {
  const bucket = take(fullBucket(100, 0), 350, 100, 0);
  expect(debtMs(bucket, 100, 0)).toBe(2_500);
  expect(debtMs(bucket, 100, 1_000)).toBe(1_500);
  expect(debtMs(bucket, 100, 2_500)).toBe(0);
  expect(take(bucket, 0, 100, 3_000).tokens).toBe(50);
});

it("gives the rate over time, whatever is taken at once", () => {
  let bucket = fullBucket(1_000, 0);
  let taken = 0;
  let nowMs = 0;
  for (let count = 1; nowMs < 100_000; count = (count * 7) % 401) {
    bucket = take(bucket, count, 1_000, nowMs);
    taken += count;
    nowMs += debtMs(bucket, 1_000, nowMs);
  }
  // one second of burst on top
  expect(taken - nowMs).toBeGreaterThanOrEqual(0);
  expect(taken - nowMs).toBeLessThanOrEqual(1_000);
});

it("follows a rate that is changed", () => {
  const bucket = take(fullBucket(1_000, 0), 500, 1_000, 0);
  expect(take(bucket, 0, 10, 0).tokens).toBe(10);
  expect(debtMs(take(bucket, 510, 10, 0), 10, 0)).toBe(50_000);
});

it("adds nothing when the clock is set back", () => {
  const bucket = take(fullBucket(10, 5_000), 20, 10, 5_000);
  expect(debtMs(bucket, 10, 1_000)).toBe(1_000);
});
