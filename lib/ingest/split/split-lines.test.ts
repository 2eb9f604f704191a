import { describe, expect, it } from "vitest";
import { bytesOf, cutBody, piecesOf } from "../testing/cut-body";
import { LineSplitter } from "./split-lines";

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("LineSplitter", () => {
  it.each<[string, string[]]>([
    ['{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']],
    ['{"a":1}\r\n\r\n \t\r\n{"b":2}', ['{"a":1}', '{"b":2}']],
    ["\n\n1", ["1"]],
    ["\u00ef\u00bb\u00bf{}\n{}", ["{}", "{}"]],
    // every line stands for itself, broken or not
    ['{"a":1}\n{"b":\n"open\n}]\n[1,2]', ['{"a":1}', '{"b":', '"open', "}]", "[1,2]"]],
  ])("cuts %j by the line", (body, cuts) => {
    for (const pieces of piecesOf(latin(body))) {
      expect(cutBody(new LineSplitter(100), pieces)).toMatchObject({ cuts, records: cuts.length, refusal: undefined });
    }
  });

  it("counts lines, the blank ones too", () => {
    for (const pieces of piecesOf(latin("\u00ef\u00bb\u00bf1\r\n\n \r\n2\n[3,\r4]\n5"))) {
      expect(cutBody(new LineSplitter(100), pieces).places).toEqual([
        { offset: 3, line: 1, blankLines: 0 },
        { offset: 10, line: 4, blankLines: 2 },
        { offset: 12, line: 5, blankLines: 0 },
        { offset: 19, line: 7, blankLines: 0 },
      ]);
    }
  });

  it.each(["", "\n", " \r\n\t\n"])("refuses %j, which is empty", (body) => {
    for (const pieces of piecesOf(latin(body))) {
      const { refusal } = cutBody(new LineSplitter(100), pieces);
      expect(refusal).toMatchObject({ code: "malformed_body", byteOffset: body.length, record: 1 });
      expect(refusal?.message).toMatch(/empty/);
    }
  });

  it.each(["\u00ff\u00fe{\u0000}\u0000", "{\u0000}\u0000\n\u0000"])("refuses UTF-16: %j", (body) => {
    for (const pieces of piecesOf(latin(body))) {
      const { refusal, cuts } = cutBody(new LineSplitter(100), pieces);
      expect(cuts).toEqual([]);
      expect(refusal).toMatchObject({ code: "malformed_body", byteOffset: 0, record: 1 });
    }
  });

  it("refuses a line that is too long, with the lines before it taken", () => {
    for (const pieces of piecesOf(bytesOf(`12345678\n123456789\n1`))) {
      const { refusal, cuts } = cutBody(new LineSplitter(8), pieces);
      expect(cuts).toEqual(["12345678"]);
      expect(refusal).toMatchObject({ code: "too_large", byteOffset: 9, record: 2 });
    }
  });
});
