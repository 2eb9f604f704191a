import { describe, expect, it } from "vitest";
import { encodeFrames } from "@/lib/contracts/frames";
import { decodeJson } from "./decode-json";

const decode = (...texts: string[]) => decodeJson(encodeFrames(texts.map((text) => new TextEncoder().encode(text))));
const decodeOne = (text: string) => decode(text)[0];

describe("decodeJson", () => {
  it("gives each object, and its bytes for the rejects", () => {
    const [first, second] = decode('{"a":1}', ' {"b":[{"c":null}]} ');
    expect(first).toMatchObject({ value: { a: 1 } });
    expect(second).toMatchObject({ value: { b: [{ c: null }] } });
    expect(Buffer.from(first?.raw() ?? []).toString()).toBe('{"a":1}');
  });

  it.each([
    ["[1,2]", "an array"],
    ["null", "null"],
    ['"text"', "a string"],
    ["12", "a number"],
    ['{"a":}', "not valid JSON"],
    ['{"a":1', "not valid JSON"],
    ["", "not valid JSON"],
    ["{'a':1}", "not valid JSON"],
  ])("refuses %s", (text, why) => {
    expect(decodeOne(text)).toMatchObject({ malformed: expect.stringContaining(why) });
  });

  it("refuses bytes that are not UTF-8, and says so", () => {
    expect(decodeJson(encodeFrames([new Uint8Array([0x7b, 0xff, 0x7d])]))).toMatchObject([
      { malformed: expect.stringContaining("UTF-8") },
    ]);
  });

  it.each([
    ['{"id":12345678901234567890}', { id: "12345678901234567890" }],
    ['{"id":9007199254740993,"n":9007199254740992}', { id: "9007199254740993", n: 9007199254740992 }],
    ['{"id":-9223372036854775808}', { id: "-9223372036854775808" }],
    ['{"v":3.1415926535897932384626}', { v: "3.1415926535897932384626" }],
    ['{"v":0.30000000000000004}', { v: 0.30000000000000004 }],
    [
      '{"t":"id 12345678901234567890","n":[12345678901234567891]}',
      { t: "id 12345678901234567890", n: ["12345678901234567891"] },
    ],
    [
      '{"q\\"1234567890123456789":"\\\\","n":1234567890123456789}',
      { 'q"1234567890123456789': "\\", n: "1234567890123456789" },
    ],
  ])("keeps every digit of %s", (text, value) => {
    expect(decodeOne(text)).toMatchObject({ value });
  });

  it("keeps the digits of a number in a record of four megabytes", () => {
    const text = `{"pad":"${"x\\\\".repeat(1_400_000)}","id":12345678901234567890}`;
    expect(decodeOne(text)).toMatchObject({ value: { id: "12345678901234567890" } });
  });

  it("takes a key named __proto__ as a key", () => {
    const outcome = decodeOne('{"__proto__":{"polluted":true},"a":1}');
    expect(outcome && "value" in outcome && Object.keys(outcome.value)).toEqual(["__proto__", "a"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("refuses what nests too deep, and does not overflow on what nests far deeper", () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    expect(decodeOne(nested(64))).toHaveProperty("value");
    expect(decodeOne(nested(65))).toMatchObject({ malformed: expect.stringContaining("64 levels") });
    expect(decodeOne(nested(200_000))).toHaveProperty("malformed");
  });
});
