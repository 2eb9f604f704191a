import { describe, expect, it } from "vitest";
import { bytesOf, piecesOf } from "../testing/cut-body";
import { ArrayPicker } from "./pick-array";

function pick(pieces: readonly Uint8Array[]): string {
  const picker = new ArrayPicker("rejects");
  const picked = pieces.flatMap((piece) => [...picker.push(piece)].map((part) => Buffer.from(part).toString("latin1")));
  picker.end();
  return Buffer.from(picked.join(""), "latin1").toString();
}

describe("ArrayPicker", () => {
  it.each<[string, string, string]>([
    ["a list", '[1,[2],"]"]', '[1,[2],"]"]'],
    ["a list behind a mark and before space", '\ufeff [{"a":"}"}] \n', '[{"a":"}"}]'],
    ["the list of an object", '{"rejects":[{"raw":"]\\"]"}],"nextCursor":null}', '[{"raw":"]\\"]"}]'],
    ["an empty list", '{ "rejects" : [ ] }', "[ ]"],
    [
      "the list behind other members",
      '{"a":{"rejects":[0]},"b":["rejects",[1]],"c":"rejects","d":-1.5,"e\\"":null,"rejects":[2]}',
      "[2]",
    ],
  ])("gives %s, whatever pieces it comes in", (_, text, expected) => {
    for (const pieces of piecesOf(bytesOf(text))) expect(pick(pieces)).toBe(expected);
  });

  it.each([
    "",
    "  ",
    "7",
    '"rejects"',
    "record,raw",
    "{}",
    '{"rejects":7}',
    '{"rejects":{"a":[1]}}',
    '{"rejects":null}',
    '{"other":[1]}',
    '{"a":{"rejects":[1]}}',
    '{"rejects":"[1]"',
  ])("refuses %j", (text) => {
    for (const pieces of piecesOf(bytesOf(text))) {
      expect(() => pick(pieces)).toThrow(expect.objectContaining({ code: "malformed_body" }));
    }
  });
});
