import { describe, expect, it } from "vitest";
import { UsageError } from "../cli-error";
import { parseRates } from "./read-rates";

const rate = { day: "2026-11-20", base: "EUR", currency: "USD", rate: "1.0853" };

describe("a file of rates", () => {
  it.each([
    ["as it is written", "day,base,currency,rate\n2026-11-20,EUR,USD,1.0853\n"],
    ["by Excel", "\ufeffDay;Base;Currency;Rate\r\n2026-11-20;EUR;USD;1.0853\r\n\r\n"],
    ["in another order, with more columns", 'note,rate,currency,base,day\n"a, b",1.0853,USD,EUR, 2026-11-20 \n'],
  ])("is read %s", (_, content) => {
    expect(parseRates("rates.csv", content)).toEqual([rate]);
  });

  it.each([
    ["without a column", "day,base,currency\n2026-11-20,EUR,USD\n", /no column rate/],
    ["without rates", "day,base,currency,rate\n", /no rates/],
    ["of nothing", "", /no column/],
    ["with a decimal comma", 'day,base,currency,rate\n2026-11-20,EUR,USD,"1,08"\n', /row 2: rate: needs a decimal/],
    ["with a day that is none", "day,base,currency,rate\n20.11.2026,EUR,USD,1\n", /row 2: day/],
    ["with quotes that do not pair up", 'day,base,currency,rate\n"2026-11-20,EUR,USD,1\n', /not CSV/],
  ])("is refused %s", (_, content, why) => {
    expect(() => parseRates("rates.csv", content)).toThrow(UsageError);
    expect(() => parseRates("rates.csv", content)).toThrow(why);
  });
});
