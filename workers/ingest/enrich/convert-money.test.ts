import { describe, expect, it } from "vitest";
import { createConverter, type Rate } from "./convert-money";

const day = 86_400_000;
const at = Date.UTC(2026, 2, 10, 12);
const rate = (base: string, currency: string, rate: string): Rate => ({ base, currency, rate });
const onDay = (...rates: Rate[]) => createConverter(new Map([["2026-03-10", rates]]));

describe("createConverter", () => {
  it.each([
    ["along a rate", 1_000_000, "EUR", "USD", 1_085_300n],
    ["against it", 1_000_000, "USD", "EUR", 921_404n],
    ["not at all", 7, "XYZ", "XYZ", 7n],
    ["nothing", 0, "EUR", "USD", 0n],
    ["over another currency", 1_000_000, "GBP", "USD", 1_276_824n],
    ["over another currency and back", 1_000_000, "USD", "GBP", 783_194n],
    ["more than floating point keeps", Number.MAX_SAFE_INTEGER, "EUR", "USD", 9_775_513_351_170_398n],
    ["without a rate", 5, "EUR", "CHF", null],
  ])("converts %s", (_, micros, from, to, expected) => {
    const convert = onDay(rate("EUR", "USD", "1.0853"), rate("EUR", "GBP", "0.85"));
    expect(convert(micros, from, to, at)).toBe(expected);
  });

  it.each([
    [1, 0n],
    [3, 2n],
    [5, 2n],
    [7, 4n],
  ])("rounds halves to even: %i half micros are %i", (micros, expected) => {
    expect(onDay(rate("EUR", "USD", "0.5"))(micros, "EUR", "USD", at)).toBe(expected);
    expect(onDay(rate("USD", "EUR", "2"))(micros, "EUR", "USD", at)).toBe(expected);
  });

  it("rounds once, also over another currency", () => {
    // a third of a half: 3 micros are 0.5, and 2 × 3 are exactly 1
    const convert = onDay(rate("AAA", "BBB", "0.5"), rate("CCC", "BBB", "3"));
    expect(convert(6, "AAA", "CCC", at)).toBe(1n);
    expect(convert(9, "AAA", "CCC", at)).toBe(2n);
  });

  it("takes the rate of the UTC day, or the latest of the seven days before, never a later one", () => {
    const convert = createConverter(
      new Map([
        ["2026-03-10", [rate("EUR", "USD", "2")]],
        ["2026-03-08", [rate("EUR", "USD", "3")]],
        ["2026-03-12", [rate("EUR", "USD", "4")]],
      ]),
    );
    const on = (time: number) => convert(1, "EUR", "USD", time);
    expect(on(Date.UTC(2026, 2, 10, 0, 0, 0))).toBe(2n);
    expect(on(Date.UTC(2026, 2, 9, 23, 59, 59, 999))).toBe(3n);
    expect(on(Date.UTC(2026, 2, 11))).toBe(2n);
    expect(on(Date.UTC(2026, 2, 7, 23))).toBeNull();
    expect(on(Date.UTC(2026, 2, 19, 23))).toBe(4n);
    expect(on(Date.UTC(2026, 2, 20))).toBeNull();
  });

  it("prefers the newer day, the written direction, and a rate between the two to two over another", () => {
    const newerTurned = createConverter(
      new Map([
        ["2026-03-10", [rate("USD", "EUR", "0.5")]],
        ["2026-03-09", [rate("EUR", "USD", "3")]],
      ]),
    );
    expect(newerTurned(10, "EUR", "USD", at)).toBe(20n);
    expect(onDay(rate("USD", "EUR", "0.5"), rate("EUR", "USD", "3"))(10, "EUR", "USD", at)).toBe(30n);
    const olderDirect = createConverter(
      new Map([
        ["2026-03-10", [rate("EUR", "GBP", "1"), rate("GBP", "USD", "5")]],
        ["2026-03-03", [rate("EUR", "USD", "3")]],
      ]),
    );
    expect(olderDirect(10, "EUR", "USD", at)).toBe(30n);
    expect(olderDirect(10, "EUR", "USD", at + day)).toBe(50n);
    const two = onDay(
      rate("EUR", "CCC", "1"),
      rate("CCC", "USD", "7"),
      rate("EUR", "AAA", "1"),
      rate("AAA", "USD", "9"),
    );
    expect(two(1, "EUR", "USD", at)).toBe(9n);
  });

  it("gives nothing for a rate of nothing", () => {
    expect(onDay(rate("EUR", "USD", "0.000000000000"))(1, "EUR", "USD", at)).toBeNull();
  });
});
