import { describe, expect, it } from "vitest";
import { encodeFrames } from "@/lib/contracts/frames";
import { decodeCsv } from "./decode-csv";

const encoder = new TextEncoder();
const decode = (rows: string[], delimiter = ",") =>
  decodeCsv(encodeFrames(rows.map((row) => encoder.encode(row))), delimiter);

describe("decodeCsv", () => {
  it.each<[string, string[], Record<string, string>, string?]>([
    ["plain cells", ["a,b", "1,2"], { a: "1", b: "2" }],
    ["line ends left on the frames", ["a,b\r\n", "1,2\r\n"], { a: "1", b: "2" }],
    ["a byte order mark", ["\ufeffa,b", "1,2"], { a: "1", b: "2" }],
    ["quotes, delimiters and doubled quotes", ["a,b", '"1,5","say ""hi"""'], { a: "1,5", b: 'say "hi"' }],
    ["line ends inside quotes", ["a,b", '"1\r\n2","3\n"'], { a: "1\r\n2", b: "3\n" }],
    ["a quote inside a plain cell", ["a,b", '5" disk,x'], { a: '5" disk', b: "x" }],
    ["another delimiter", ["a;b", "1,5;2"], { a: "1,5", b: "2" }, ";"],
    ["tabs", ["a\tb", "1\t"], { a: "1", b: "" }, "\t"],
    ["spaces around names, not around cells", [" a , b", "1, 2"], { a: "1", b: " 2" }],
    ["a column without a name", [",b", "7,2"], { column_1: "7", b: "2" }],
    ["a name that stands twice with the same cell", ["a,b,a", "1,2,1"], { a: "1", b: "2" }],
  ])("reads %s", (_, rows, value, delimiter) => {
    expect(decode(rows, delimiter)).toMatchObject([{ value }]);
  });

  it.each<[string, string[], string]>([
    ["too few fields", ["a,b", "1"], "1 fields where the header has 2"],
    ["too many fields", ["a,b", "1,2,3"], "3 fields where the header has 2"],
    ["an empty row", ["a,b", ""], "1 fields where the header has 2"],
    ["a quote that is never closed", ["a,b", '1,"2'], "quotes"],
    ["text after a closing quote", ["a,b", '"1"x,2'], "quotes"],
    ["a name that stands twice with two cells", ["a,a", "1,2"], '"a" twice'],
    ["two rows in one record", ["a,b", '"1",2\n3,4'], "more than one row"],
  ])("refuses %s", (_, rows, why) => {
    expect(decode(rows)).toMatchObject([{ malformed: expect.stringContaining(why) }]);
  });

  it("refuses one bad row alone", () => {
    const outcomes = decode(["a,b", "1,2", '3,"4', "5,6"]);
    expect(outcomes.map((outcome) => "value" in outcome)).toEqual([true, false, true]);
    expect(Buffer.from(outcomes[1]?.raw() ?? []).toString()).toBe('3,"4');
  });

  it("keeps a column named __proto__", () => {
    const [outcome] = decode(["__proto__,constructor,a", "x,y,1"]);
    expect(outcome && "value" in outcome && Object.entries(outcome.value)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
      ["a", "1"],
    ]);
  });

  it("refuses text that is not UTF-8, in a row and in the header line", () => {
    const latin1 = new Uint8Array([0x61, 0x2c, 0xe9]);
    const plain = encoder.encode("a,b");
    expect(decodeCsv(encodeFrames([plain, latin1, plain]), ",").map((outcome) => "value" in outcome)).toEqual([
      false,
      true,
    ]);
    expect(decodeCsv(encodeFrames([latin1, plain]), ",")).toMatchObject([
      { malformed: expect.stringContaining("header") },
    ]);
  });
});
