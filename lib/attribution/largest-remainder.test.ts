import { expect, it } from "vitest";
import { largestRemainder } from "./largest-remainder";

it("gives what is missing to the largest remainders, of equal ones to the later", () => {
  expect(largestRemainder([1n, 1n, 1n], 100n)).toEqual([33n, 33n, 34n]);
  expect(largestRemainder([1n, 2n, 4n], 10n)).toEqual([1n, 3n, 6n]);
  expect(largestRemainder([1n, 1n], 1n)).toEqual([0n, 1n]);
});

it("adds up to the whole beyond the integers of a double, and gives nothing to a weight of nothing", () => {
  const whole = 9_007_199_254_740_993n;
  const parts = largestRemainder([0n, 333_333n, 666_667n, 0n], whole);
  expect(parts.reduce((total, part) => total + part, 0n)).toBe(whole);
  expect([parts[0], parts[3]]).toEqual([0n, 0n]);
});
