import { describe, expect, it } from "vitest";
import { bytesOf, cutBody, piecesOf } from "../testing/cut-body";
import { listFixtures } from "../testing/fixtures";
import { JsonSplitter, maxJsonDepth } from "./split-json";

const limit = 100_000;
const cut = (body: string | Uint8Array, max = limit) => {
  const bytes = typeof body === "string" ? bytesOf(body) : body;
  return cutBody(new JsonSplitter(max), [bytes]);
};

const accepted: [string, string[]][] = [
  ['{"a":1}', ['{"a":1}']],
  [' \n{"a": {"b": [1, 2]}}\r\n', ['{"a": {"b": [1, 2]}}']],
  ['[{"a":1},{"b":2}]', ['{"a":1}', '{"b":2}']],
  ["[ ]", []],
  ['[1, "two" ,null\n,true,-1.5e+3,[[]],{}]', ["1", '"two"', "null", "true", "-1.5e+3", "[[]]", "{}"]],
  ['{"a":1}\n{"b":2}\n\n{"c":3}', ['{"a":1}', '{"b":2}', '{"c":3}']],
  ['{"a":1}{"b":2}', ['{"a":1}', '{"b":2}']],
  ['["}\\"]{", "\\\\"]', ['"}\\"]{"', '"\\\\"']],
  ["42", ["42"]],
  ["1 2\n3", ["1", "2", "3"]],
  ['{"a":1} 2"x"[3,4] [] [{"b":5}]null', ['{"a":1}', "2", '"x"', "3", "4", '{"b":5}', "null"]],
  ["[1][2]", ["1", "2"]],
  ["[]\n[]\n[1]", ["1"]],
  ['"text"', ['"text"']],
  ["\u00ef\u00bb\u00bf[1]", ["1"]],
  // broken inside: cut here, refused where it is decoded
  ['[{"a" 1},{"b":2}]', ['{"a" 1}', '{"b":2}']],
  ["[nul, 1]", ["nul", "1"]],
];

const refused: [string, { byteOffset: number; record: number; cuts: number; says: RegExp }][] = [
  ["", { byteOffset: 0, record: 1, cuts: 0, says: /empty/ }],
  [" \n ", { byteOffset: 3, record: 1, cuts: 0, says: /empty/ }],
  ["abc", { byteOffset: 0, record: 1, cuts: 0, says: /`a` where JSON has to begin/ }],
  ["[1,]", { byteOffset: 3, record: 2, cuts: 1, says: /`\]` where the next element/ }],
  ["[1,,2]", { byteOffset: 3, record: 2, cuts: 1, says: /`,`/ }],
  ["[,1]", { byteOffset: 1, record: 1, cuts: 0, says: /`,`/ }],
  ["[1 2]", { byteOffset: 3, record: 2, cuts: 1, says: /`2` where `,` or `\]`/ }],
  ['[{"a":1}{"b":2}]', { byteOffset: 8, record: 2, cuts: 1, says: /`\{`/ }],
  ['[{"a":1}, x]', { byteOffset: 10, record: 2, cuts: 1, says: /`x`/ }],
  ["[1,2", { byteOffset: 4, record: 3, cuts: 2, says: /not closed/ }],
  ['[{"a":1},{"b":', { byteOffset: 9, record: 2, cuts: 1, says: /Record 2 is not finished/ }],
  ['["open', { byteOffset: 1, record: 1, cuts: 0, says: /not finished/ }],
  ["[1]]", { byteOffset: 3, record: 2, cuts: 1, says: /another value or the end/ }],
  ['{"a":1},{"b":2}', { byteOffset: 7, record: 2, cuts: 1, says: /another value or the end/ }],
  ['{"a":1} [2', { byteOffset: 10, record: 3, cuts: 2, says: /not closed/ }],
  ["[] []", { byteOffset: 5, record: 1, cuts: 0, says: /several empty arrays/ }],
  ['[{"a":[1}, 2]', { byteOffset: 8, record: 1, cuts: 0, says: /`}` where a `]`/ }],
  ["\u00ff\u00fe[\u0000", { byteOffset: 0, record: 1, cuts: 0, says: /UTF-16/ }],
];

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("JsonSplitter", () => {
  it.each(accepted)("cuts %j", (body, cuts) => {
    for (const pieces of piecesOf(latin(body))) {
      expect(cutBody(new JsonSplitter(limit), pieces)).toMatchObject({
        cuts,
        records: cuts.length,
        refusal: undefined,
      });
    }
  });

  it.each(refused)("refuses %j with its place", (body, { byteOffset, record, cuts, says }) => {
    for (const pieces of piecesOf(latin(body))) {
      const result = cutBody(new JsonSplitter(limit), pieces);
      expect(result.refusal).toMatchObject({ code: "malformed_body", byteOffset, record });
      expect(result.refusal?.message).toMatch(says);
      expect(result.cuts).toHaveLength(cuts);
    }
  });

  it("takes a record of the largest size, and refuses one that is a byte longer", () => {
    for (const pieces of piecesOf(bytesOf('[{"a":"1234"},{"a":"12345"}]'))) {
      const result = cutBody(new JsonSplitter(12), pieces);
      expect(result.cuts).toEqual(['{"a":"1234"}']);
      expect(result.refusal).toMatchObject({ code: "too_large", byteOffset: 14, record: 2 });
    }
  });

  it("says that a record is too long before what is wrong behind its limit", () => {
    for (const pieces of piecesOf(bytesOf('[{"a":"12345678", }]'))) {
      expect(cutBody(new JsonSplitter(8), pieces).refusal).toMatchObject({ code: "too_large", byteOffset: 1 });
    }
  });

  it("bounds the depth of a record, the array around it aside", () => {
    const nested = (depth: number) => `[${"[".repeat(depth)}${"]".repeat(depth)}]`;
    expect(cut(nested(maxJsonDepth))).toMatchObject({ records: 1, refusal: undefined });
    expect(cut(nested(maxJsonDepth + 1)).refusal).toMatchObject({ byteOffset: maxJsonDepth + 1, record: 1 });
  });
});

/** What becomes of a body at the door and where its records are decoded. */
function readsAs(body: Uint8Array): unknown[] | "refused" | "malformed record" {
  const { refusal, cuts } = cut(body, 4 * 1024 * 1024);
  if (refusal) return "refused";
  try {
    return cuts.map((text) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(latin(text))));
  } catch {
    return "malformed record";
  }
}

describe("JSONTestSuite", () => {
  const files = listFixtures("json", ".json").map((file) => ({ ...file, name: file.path.split("/").at(-1) ?? "" }));

  it.runIf(files.length > 0)("is there in full", () => {
    expect(files.filter((file) => file.name.startsWith("y_")).length).toBeGreaterThanOrEqual(95);
    expect(files.filter((file) => file.name.startsWith("n_")).length).toBeGreaterThanOrEqual(188);
  });

  it.each(files.filter((file) => file.name.startsWith("y_")))("$name is read", ({ bytes }) => {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    expect(readsAs(bytes)).toEqual(Array.isArray(value) ? value : [value]);
  });

  it.each(files.filter((file) => file.name.startsWith("n_")))("$name is refused", ({ bytes }) => {
    const read = readsAs(bytes);
    // one value behind another is read here; what is no object is a malformed record where it is decoded
    const isRecord = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
    if (Array.isArray(read)) expect(read.filter((value) => !isRecord(value))).not.toEqual([]);
    else expect(["refused", "malformed record"]).toContain(read);
  });

  it.each(files.filter((file) => file.bytes.length < 2000))("$name is cut alike in any pieces", ({ bytes }) => {
    const [whole, ...others] = piecesOf(bytes).map((pieces) => cutBody(new JsonSplitter(limit), pieces));
    for (const other of others) expect(other).toEqual(whole);
  });
});
