import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { decodeFrames } from "@/lib/contracts/frames";
import { bytesOf, cutBody, latin1, piecesOf } from "../testing/cut-body";
import { listFixtures } from "../testing/fixtures";
import { CsvSplitter, maxHeaderLineBytes } from "./split-csv";

const limit = 1_000_000;
const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const headerOf = (prefix: string) => decodeFrames(latin(prefix)).map(latin1);

describe("CsvSplitter", () => {
  it.each<[string, string, string, string[]]>([
    ["lines that end with LF", "a,b\n1,2\n3,4\n", ",", ["1,2", "3,4"]],
    ["lines that end with CRLF, the last with none", "a,b\r\n1,2\r\n3,4", ",", ["1,2", "3,4"]],
    ["lines that end with CR", "a,b\r1,2\r3,4\r", ",", ["1,2", "3,4"]],
    ["blank lines", "\n\r\na,b\n\n1,2\n  \r\n\r\r3,4\n\n", ",", ["1,2", "3,4"]],
    ["a line end in quotes", 'a,b\n"1\n1",2\r\n"3\r\n3","4\r"\n', ",", ['"1\n1",2', '"3\r\n3","4\r"']],
    ["escaped quotes", 'a,b\n"say ""hi\n""",2\n"""",""\n', ",", ['"say ""hi\n""",2', '"""",""']],
    ["a quote inside of a field, which is text", 'a,b\n5" disc,2\n3,4"\n5,6', ",", ['5" disc,2', '3,4"', "5,6"]],
    ["text behind a closing quote", 'a,b\n"x" y",2\n3,4', ",", ['"x" y",2', "3,4"]],
    ["a header alone", "a,b", ",", []],
    ["one column", 'a\n1\n"2,\n2"\n', ",", ["1", '"2,\n2"']],
    ["semicolons", 'a;"b,c,d";e\n1;"2;\n2";3\n', ";", ['1;"2;\n2";3']],
    ["tabs, and rows of nothing but them", "a\tb\n1\t2\n\t\n", "\t", ["1\t2", "\t"]],
    ["bars", "a|b|c\n1|2|3", "|", ["1|2|3"]],
    ["a comma that separates nothing", 'a;b\n1,"2;3\n', ";", ['1,"2;3']],
    ["a byte order mark", "\u00ef\u00bb\u00bfa,b\n1,2", ",", ["1,2"]],
    ["a byte order mark in front of a quote", '\u00ef\u00bb\u00bf"a",b\n1,2', ",", ["1,2"]],
  ])("cuts %s", (_, body, delimiter, cuts) => {
    for (const pieces of piecesOf(latin(body))) {
      const result = cutBody(new CsvSplitter(limit), pieces);
      expect(result).toMatchObject({ cuts, records: cuts.length, delimiter, refusal: undefined });
      expect(headerOf(result.prefix)).toHaveLength(1);
      expect(headerOf(result.prefix)[0]).toMatch(/^"?a/);
    }
  });

  it.each<[string, string, number, number, RegExp]>([
    ["no bytes", "", 0, 1, /empty/],
    ["blank lines only", "\n\r\n  \n", 6, 1, /empty/],
    ["a quote that is never closed", 'a,b\n1,2\n3,"4\n5,6\n', 8, 2, /Record 2 has a quote that is never closed/],
    ["such a quote in the header line", 'a,"b\n1,2\n', 0, 1, /header line has a quote/],
    ["UTF-16 with its mark", "\u00ff\u00fea\u0000,\u0000b\u0000\n\u00001\u0000", 0, 1, /UTF-16/],
    ["UTF-16 without", "a\u0000,\u0000b\u0000\n\u00001\u0000", 0, 1, /UTF-16/],
  ])("refuses %s", (_, body, byteOffset, record, says) => {
    for (const pieces of piecesOf(latin(body))) {
      const { refusal, cuts } = cutBody(new CsvSplitter(limit), pieces);
      expect(refusal).toMatchObject({ code: "malformed_body", byteOffset, record });
      expect(refusal?.message).toMatch(says);
      expect(cuts).toHaveLength(record - 1);
    }
  });

  it.each<[string, string, [number, number][]]>([
    [
      "LF",
      "a,b\n1,2\n3,4\n",
      [
        [2, 0],
        [3, 0],
      ],
    ],
    [
      "CRLF",
      "a,b\r\n1,2\r\n3,4",
      [
        [2, 0],
        [3, 0],
      ],
    ],
    [
      "CR",
      "a,b\r1,2\r3,4",
      [
        [2, 0],
        [3, 0],
      ],
    ],
    [
      "blank lines",
      "\n\r\na,b\n\n1,2\n  \r\n\r\r3,4\n\n",
      [
        [5, 1],
        [9, 3],
      ],
    ],
    [
      "line ends in quotes",
      'a,b\n"1\n\r\n",2\n3,"\r\r\n"\r\n5,6',
      [
        [2, 0],
        [5, 0],
        [8, 0],
      ],
    ],
    ["a header of several lines", '"a\r\nb",c\n1,2', [[3, 0]]],
    [
      "a quoted blank row",
      'a\n"\n"\n\n2',
      [
        [2, 0],
        [5, 1],
      ],
    ],
  ])("counts lines that end with %s", (_, body, lines) => {
    for (const pieces of piecesOf(latin(body))) {
      const { places } = cutBody(new CsvSplitter(limit), pieces);
      expect(places.map(({ line, blankLines }) => [line, blankLines])).toEqual(lines);
    }
  });

  it("names the line in which the quote opened that is never closed", () => {
    for (const pieces of piecesOf(latin('a,b\n1,2\n"3\n",x,"4\n5,6\n'))) {
      const { refusal } = cutBody(new CsvSplitter(limit), pieces);
      expect(refusal).toMatchObject({ byteOffset: 8, record: 2 });
      expect(refusal?.message).toMatch(/opens in line 4/);
    }
  });

  it("refuses a row that is too long, with the rows before it taken", () => {
    for (const pieces of piecesOf(bytesOf('a,b\n1234,6789\n"1234\n6789"\n'))) {
      const { refusal, cuts } = cutBody(new CsvSplitter(9), pieces);
      expect(cuts).toEqual(["1234,6789"]);
      expect(refusal).toMatchObject({ code: "too_large", byteOffset: 14, record: 2 });
      expect(refusal?.message).toMatch(/line 3/);
    }
  });

  it("refuses a header line that is too long to be repeated", () => {
    const body = bytesOf(`${"x".repeat(maxHeaderLineBytes + 1)}\n1\n`);
    expect(cutBody(new CsvSplitter(limit), [body]).refusal).toMatchObject({
      code: "too_large",
      byteOffset: 0,
      record: 1,
    });
  });

  it("cuts a made-up file alike in any pieces", () => {
    const fields = ["1", '"a,b"', '"line\r\nend"', '"""q"""', "", 'x"y', "\u00e4", '"\r"'];
    const rows = Array.from({ length: 60 }, (_, row) =>
      Array.from({ length: 3 }, (_, column) => fields[(row * 7 + column * 3) % fields.length]).join(";"),
    );
    const ends = ["\n", "\r\n", "\r"];
    const body = latin(`k1;k2;k3\n${rows.map((row, index) => row + ends[index % 3]).join("")}`);
    for (let seed = 1; seed < 40; seed += 1) {
      for (const pieces of piecesOf(body, seed)) expect(cutBody(new CsvSplitter(limit), pieces).cuts).toEqual(rows);
    }
  });
});

describe("CSV files of others", () => {
  const files = listFixtures("csv", ".csv");
  // a quote escaped by a backslash is another dialect: papaparse and we tear such a row in different places
  const readable = files.filter(({ path }) => !/utf16|option-escape/.test(path));

  it.runIf(files.length > 0)("are there in full", () => {
    expect(files.length).toBeGreaterThanOrEqual(35);
  });

  it.each(readable)("$path is cut into the rows that a parser finds, alike in any pieces", ({ bytes }) => {
    const whole = cutBody(new CsvSplitter(4 * limit), [bytes]);
    expect(whole.refusal).toBeUndefined();
    const text = Buffer.from(bytes)
      .toString("latin1")
      .replace(/^\u00ef\u00bb\u00bf/, "");
    const { data } = Papa.parse<string[]>(text, { delimiter: whole.delimiter, skipEmptyLines: true });
    expect(whole.records).toBe(data.length - 1);
    if (bytes.length > 20_000) return;
    for (const pieces of piecesOf(bytes)) expect(cutBody(new CsvSplitter(limit), pieces)).toEqual(whole);
  });

  it.each(files.filter(({ path }) => /utf16/.test(path)))("$path is refused as UTF-16", ({ bytes }) => {
    expect(cutBody(new CsvSplitter(limit), [bytes]).refusal?.message).toMatch(/UTF-16/);
  });
});
