import { expect, it } from "vitest";
import { backOffMs } from "./back-off";

const options = { firstMs: 500, maxMs: 60_000, random: () => 0.5 };

it("doubles from the first wait up to the longest", () => {
  expect([1, 2, 3, 4].map((attempt) => backOffMs(attempt, options))).toEqual([500, 1000, 2000, 4000]);
  expect(backOffMs(50, options)).toBe(60_000);
  expect(backOffMs(100_000, options)).toBe(60_000);
});

it("stays within a tenth of that, whatever chance says", () => {
  expect(backOffMs(2, { ...options, random: () => 0 })).toBe(900);
  expect(backOffMs(2, { ...options, random: () => 0.999999 })).toBe(1100);
});
