import { describe, expect, it } from "vitest";
import { compilePattern } from "./name-pattern";

describe("compilePattern", () => {
  it.each([
    ["**", "a.csv", true],
    ["**", "2026/11/a.csv", true],
    ["**", ".a.csv.part", false],
    ["**", "2026/.tmp/a.csv", false],
    [".*.csv", ".a.csv", true],
    ["*.csv", "a.csv", true],
    ["*.csv", "2026/a.csv", false],
    ["**/*.csv", "a.csv", true],
    ["**/*.csv", "2026/11/a.csv", true],
    ["**/*.{csv,json}", "x/a.json", true],
    ["**/*.{csv,json}", "x/a.avro", false],
    ["day-?.csv", "day-1.csv", true],
    ["day-?.csv", "day-11.csv", false],
    ["[a-c]*.csv", "b1.csv", true],
    ["year=*/month=*/*.csv", "year=2026/month=11/x.csv", true],
    ["!x.csv", "a.csv", false],
    ["!x.csv", "!x.csv", true],
    ["a+.csv", "a+.csv", true],
    ["a+.csv", "aaaa.csv", false],
    ["A.csv", "a.csv", false],
    ["a\nb", "a\nb", true],
  ])("%j against %j: %s", (pattern, name, fits) => expect(compilePattern(pattern)(name)).toBe(fits));

  it.each([
    ["*a*a*a*a*a*a*a*a*a", /9 wildcards/],
    ["(a|b)+.csv", /parenthesis/],
    ["/a.csv", /slash/],
    ["[a.csv", /cannot be read/],
  ])("refuses %j", (pattern, why) => expect(() => compilePattern(pattern)).toThrow(why));
});
