import { describe, expect, it } from "vitest";
import { encodeFrames } from "@/lib/contracts/frames";
import { readChunkText, withLine } from "./chunk-text";

const frames = (...texts: string[]) => encodeFrames(texts.map((text) => new TextEncoder().encode(text)));
const csv = { format: "csv" as const, firstRecord: 11 };

describe("readChunkText", () => {
  it("finds the line of each record behind line ends in cells and blank lines", () => {
    const rows = frames("a,b", "1,2", '"x\r\ny",2', '"x\ny\n",3', '"x\ry",4', "5,6\r\n", "7,8");
    const text = readChunkText(
      {
        ...csv,
        firstLine: 5,
        blankLines: [
          [1, 2],
          [4, 1],
        ],
      },
      rows,
    );
    expect([11, 12, 13, 14, 15, 16, 17].map((record) => text.lineOf(record))).toEqual([
      5,
      8,
      10,
      13,
      16,
      17,
      undefined,
    ]);
    expect(text.header()).toBe("a,b");
  });

  it("counts the lines of NDJSON, whose first record has no header before it", () => {
    const text = readChunkText(
      { format: "json", firstRecord: 1, firstLine: 1, blankLines: [[1, 1]] },
      frames("{}", "{}"),
    );
    expect([1, 2].map((record) => text.lineOf(record))).toEqual([1, 3]);
    expect(text.header()).toBeNull();
    expect(withLine(text, 2, "It is wrong.")).toBe("Line 3: It is wrong.");
  });

  it("knows no line where there is none: an array of JSON, Avro, an older message, frames that are none", () => {
    expect(readChunkText({ format: "json", firstRecord: 1 }, frames("{}")).lineOf(1)).toBeUndefined();
    expect(readChunkText({ ...csv, firstLine: 1 }, Uint8Array.of(1, 2, 3)).lineOf(11)).toBeUndefined();
    const avro = readChunkText({ format: "avro", firstRecord: 1, firstLine: 1 }, frames("{}"));
    expect([avro.lineOf(1), avro.header(), withLine(avro, 1, "m")]).toEqual([undefined, null, "m"]);
  });
});
