import { describe, expect, it } from "vitest";
import { readRates } from "./read-rates";

describe("readRates", () => {
  it("reads the four columns in any order, with others between them and other ends of lines", () => {
    const text =
      "\uFEFFRate;Day;Source;Base;Currency\r\n1.0853;2026-11-20;ECB;EUR;USD\r\n\r\n0.8421;2026-11-20;ECB;EUR;GBP\r\n";
    expect(readRates(text)).toEqual({
      rates: [
        { day: "2026-11-20", base: "EUR", currency: "USD", rate: "1.0853" },
        { day: "2026-11-20", base: "EUR", currency: "GBP", rate: "0.8421" },
      ],
      problems: [],
    });
  });

  it.each([
    ["2026-02-30,EUR,USD,1", "day"],
    ["2026-11-20,EUR,US,1", "currency"],
    ["2026-11-20,,USD,1", "base"],
    ["2026-11-20,EUR,USD,-1", "rate"],
    ["2026-11-20,EUR,USD,1e3", "rate"],
    ['2026-11-20,EUR,USD,"1,08"', "rate"],
    ["2026-11-20,EUR", "currency"],
  ])("names line and column of %s", (row, field) => {
    const { rates, problems } = readRates(`day,base,currency,rate\n2026-11-19,EUR,USD,1.1\n${row}\n`);
    expect(rates).toHaveLength(1);
    expect(problems).toEqual([{ line: 3, message: expect.stringMatching(new RegExp(`^${field}: `)) }]);
  });

  it("takes the same rate twice as once, and two rates of a day and pair not at all", () => {
    const header = "day,base,currency,rate\n";
    const row = "2026-11-20,EUR,USD,1.08\n";
    expect(readRates(header + row + row)).toMatchObject({ rates: [{ rate: "1.08" }], problems: [] });
    expect(readRates(`${header}${row}2026-11-20,EUR,USD,1.09\n`).problems).toEqual([
      { line: 3, message: expect.stringContaining("two rates") },
    ]);
  });

  it.each([
    ["", "day, base, currency, rate is missing"],
    ["day,base,rate\n2026-11-20,EUR,1\n", "currency is missing"],
    ["2026-11-20,EUR,USD,1.08\n", "is missing"],
    ["day,base,currency,rate\n", "no rate"],
  ])("says what is wrong with the file %j", (text, why) => {
    expect(readRates(text).problems).toEqual([{ line: expect.any(Number), message: expect.stringContaining(why) }]);
  });

  it("keeps the list of problems short", () => {
    expect(readRates(`day,base,currency,rate\n${"x,x,x,x\n".repeat(1000)}`).problems).toHaveLength(20);
  });
});
