import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { type CsvValue, csvCell, csvLine, textOfCsvCell } from "./csv-cell";

describe("csvCell", () => {
  it.each([
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\nplain",
    "\ttext",
    " =1+1",
    "\u00a0=1+1",
    "\u3000＝1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u200b=1",
    "\ufeff=1",
    "-cmd|' /C calc'!A0",
    "- 1",
    "-1;2",
  ])("puts an apostrophe before %j", (text) => {
    expect(Papa.parse<string[]>(csvCell(text), { delimiter: "," }).data[0]?.[0]).toBe(`'${text}`);
  });

  it.each<[CsvValue, string]>([
    [-12, "-12"],
    [-0.5, "-0.5"],
    ["-12.50", "-12.50"],
    [1e-7, "1e-7"],
    [-1e21, "-1e+21"],
    [true, "true"],
    [null, ""],
    [undefined, ""],
    ["", ""],
    ["plain", "plain"],
    ["a=b", "a=b"],
    ["Müller & Söhne", "Müller & Söhne"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    ['say "hi", twice', '"say ""hi"", twice"'],
    ["two\nlines", '"two\nlines"'],
    [" padded ", '" padded "'],
  ])("writes %j as %j", (value, cell) => expect(csvCell(value)).toBe(cell));
});

it("writes whole numbers of any size", () => {
  expect(csvCell(-9_223_372_036_854_775_807n)).toBe("-9223372036854775807");
});

it("is read back cell for cell by another reader", () => {
  const cells = ["a,b", 'q"q', "l1\r\nl2", " s ", "ä", ""];
  expect(Papa.parse<string[]>(csvLine(cells).slice(0, -2), { delimiter: "," }).data).toEqual([cells]);
});

describe("textOfCsvCell", () => {
  const ends = [
    "=1",
    "+1 2",
    "-a",
    "@x",
    "\t",
    "\r\nb",
    "\u00a0=",
    "＝1",
    "-5",
    "-12.5e3",
    "1",
    "",
    " ",
    "{",
    '"',
    '"=1"',
    ",=",
  ];
  const starts = ["", "'", "''", "'''", " ", "' ", " '", "\t'", "'\t", "\ufeff", "\u200b'"];
  const texts = starts.flatMap((start) => ends.map((end) => start + end));

  it("gives every text back as it was", () => {
    const cells = Papa.parse<string[]>(texts.map((text) => csvLine(["1", text])).join(""), { newline: "\r\n" }).data;
    expect(texts.map((_, index) => textOfCsvCell(cells[index]?.[1] ?? ""))).toEqual(texts);
  });

  it("leaves a cell alone that a person typed, or whose apostrophe a spreadsheet took", () => {
    for (const cell of ["=1", "'quoted'", "'-5", "O'Neill", "'"]) expect(textOfCsvCell(cell)).toBe(cell);
  });
});
