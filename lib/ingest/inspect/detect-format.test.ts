import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { listFixtures } from "../testing/fixtures";
import { contentTypeOf, detectFormat } from "./detect-format";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));
const bigEndian = (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16());
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const sampleBytes = 64 * 1024;

const told = (bytes: Uint8Array, fileName: string | null = null) => {
  const detected = detectFormat(bytes.subarray(0, sampleBytes), fileName, bytes.length > sampleBytes);
  return detected.format === null ? detected.problem : contentTypeOf(detected);
};

describe("detectFormat", () => {
  it.each<[string, Uint8Array, string | null, string]>([
    ["an array", bytesOf('[{"a":1},\n{"a":2}]'), null, "application/json"],
    ["an object over lines", bytesOf('{\n  "a": 1\n}\n'), null, "application/json"],
    ["one object", bytesOf('{"a":1}\n'), null, "application/json"],
    ["objects one after the other", bytesOf('{"a":1}{"a":2}'), null, "application/json"],
    ["objects over lines, one after the other", bytesOf('{\n"a":1}\n{\n"a":2}'), null, "application/json"],
    ["a value a line", bytesOf('{"a":1}\n{"a":2}\n'), null, "application/x-ndjson"],
    ["a value a line, CRLF and blank lines", bytesOf('{"a":1}\r\n\r\n{"a":2}\r\n'), null, "application/x-ndjson"],
    ["a value a line, named JSON", bytesOf('{"a":1}\n{"a":2}\n'), "a.json", "application/x-ndjson"],
    ["NDJSON by its name, with a broken line", bytesOf('{"a":1}\n{"a":\n'), "a.jsonl", "application/x-ndjson"],
    ["a scalar by its name", bytesOf('"x"'), "a.json", "application/json"],
    ["no more than its name tells", bytesOf("\u0000\u0000\u0001"), "a.json", "application/json"],
    ["commas", bytesOf("a,b\n1,2\n"), null, "text/csv"],
    ["a header in brackets", bytesOf("[id],[name]\n1,2\n"), "a.csv", "text/csv"],
    ["JSON that is named CSV", bytesOf('[{"a":1}]'), "a.csv", "application/json"],
    ["quotes first", bytesOf('"a","b"\n1,2\n'), null, "text/csv"],
    ["one column", bytesOf("id\n1\n2\n"), "ids.txt", "text/csv"],
    ["UTF-8 with its mark", bytesOf("\ufeffa,b\n1,2\n"), null, "text/csv"],
    ["JSON behind a mark", bytesOf('\ufeff[{"a":1}]'), null, "application/json"],
    ["UTF-16 with its mark", utf16("\ufeffa,b\n1,2\n"), null, "text/csv; charset=utf-16le"],
    ["UTF-16 without a mark", utf16('{"a":1}'), null, "application/json; charset=utf-16le"],
    ["big-endian UTF-16 with its mark", bigEndian("\ufeffa,b\n1,2\n"), null, "text/csv; charset=utf-16be"],
    ["big-endian UTF-16 without a mark", bigEndian("a,b\n1,2\n"), null, "text/csv; charset=utf-16be"],
    ["Latin-1", latin1("name\nMüller\n"), null, "text/csv; charset=iso-8859-1"],
    ["an Avro file", new Uint8Array([0x4f, 0x62, 0x6a, 0x01, 0x04]), "any.csv", "avro/binary"],
    ["an Avro message", new Uint8Array([0xc3, 0x01, 0x11]), null, "application/vnd.apache.avro+single"],
  ])("tells %s", (_, bytes, fileName, contentType) => expect(told(bytes, fileName)).toBe(contentType));

  it.each<[string, Uint8Array, string | null, string]>([
    ["nothing", new Uint8Array(0), "a.csv", "empty"],
    ["Avro by its name only", bytesOf("x"), "a.avro", "does not begin"],
    ["a workbook", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0]), "a.csv", "Excel"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), null, "no text"],
  ])("says what is wrong with %s", (_, bytes, fileName, problem) => expect(told(bytes, fileName)).toContain(problem));

  it("takes no half character at the end of a sample for Latin-1", () => {
    const text = bytesOf("name\nMüller");
    expect(detectFormat(text.subarray(0, 7), null, true)).toEqual({ format: "csv", charset: "utf-8" });
    expect(detectFormat(text.subarray(0, 7), null, false)).toEqual({ format: "csv", charset: "iso-8859-1" });
  });
});

describe("foreign files", () => {
  const csv = [...listFixtures("csv", ".csv"), ...listFixtures("advertisex-brief", ".csv")];
  it.runIf(csv.length > 0).each(csv)("tells that $path is CSV, with its name and without", ({ path, bytes }) => {
    expect(told(bytes, basename(path))).toMatch(/^text\/csv(?:; charset=(?:utf-16le|utf-16be|iso-8859-1))?$/);
    expect(told(bytes)).toMatch(/^text\/csv/);
  });

  const json = [...listFixtures("json", ".json"), ...listFixtures("openrtb", ".json")].filter(
    ({ bytes }) => bytes.length > 0,
  );
  it.runIf(json.length > 0).each(json)("tells that $path is JSON", ({ path, bytes }) => {
    expect(told(bytes, basename(path))).toMatch(/^application\/(?:json|x-ndjson)/);
  });
  const valid = json.filter(
    ({ path, bytes }) => /\/y_.*(?:array|object)/.test(path) && /[[{]/.test(String.fromCharCode(bytes[0] ?? 0)),
  );
  it.runIf(valid.length > 0).each(valid)("tells that $path is JSON without its name", ({ bytes }) => {
    expect(told(bytes)).toMatch(/^application\/json/);
  });

  const avro = listFixtures("avro", ".avro").filter(({ bytes }) => bytes[0] === 0x4f);
  it.runIf(avro.length > 0).each(avro)("tells that $path is Avro, whatever its name", ({ bytes }) => {
    expect(told(bytes, "any.json")).toBe("avro/binary");
  });
  it.runIf(avro.length > 0)("tells an Avro message", () => {
    const [message] = listFixtures("avro", "test_message.bin");
    expect(message && told(message.bytes)).toBe("application/vnd.apache.avro+single");
  });

  it.each([
    ["csv/csv-parser/test/fixtures/bench", "utf16.csv", "text/csv; charset=utf-16le"],
    ["csv/csv-parser/test/fixtures/bench", "utf16-big.csv", "text/csv; charset=utf-16be"],
    ["csv/csv-parser/test/fixtures/bench", "latin.csv", "text/csv; charset=iso-8859-1"],
    ["csv/csv-parser/test/fixtures/bench", "utf8.csv", "text/csv"],
  ])("tells how %s/%s is written", (folder, name, contentType) => {
    const fixture = listFixtures(folder, name).find(({ path }) => basename(path) === name);
    if (fixture) expect(told(fixture.bytes)).toBe(contentType);
  });
});
