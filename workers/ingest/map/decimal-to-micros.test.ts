import { describe, expect, it } from "vitest";
import { decimalToMicros } from "./decimal-to-micros";

describe("decimalToMicros", () => {
  it.each([
    ["12.50", 12_500_000],
    ["0.1", 100_000],
    ["1.005", 1_005_000],
    [".5", 500_000],
    ["7.", 7_000_000],
    ["-3.25", -3_250_000],
    ["+1", 1_000_000],
    ["1e-7", 0],
    ["5e-7", 0],
    ["1.5e-6", 2],
    ["0.0000025", 2],
    ["0.00000250000000001", 3],
    ["1.2E3", 1_200_000_000],
    ["6.349999904632568", 6_350_000],
    ["9007199254.740991", Number.MAX_SAFE_INTEGER],
  ])("turns %s into %i micros", (text, micros) => {
    expect(decimalToMicros(text)).toBe(micros);
  });

  it.each(["", ".", "1,5", "1 000", "12 EUR", "1e9999", "0x10", "NaN", "Infinity", "1.2.3", "1".repeat(500)])(
    "refuses %s",
    (text) => {
      expect(decimalToMicros(text)).toBeNull();
    },
  );
});
