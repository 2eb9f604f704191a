import { describe, expect, it } from "vitest";
import { readingOfName, readMediaType } from "./media-type";

const unsupported = (says: RegExp) =>
  expect.objectContaining({ code: "unsupported_media_type", message: expect.stringMatching(says) });

describe("readMediaType", () => {
  it.each([
    ["application/json", "json", undefined],
    ["Application/JSON; charset=UTF-8", "json", "utf-8"],
    ["application/x-ndjson;charset=us-ascii", "lines", "utf-8"],
    ['text/csv;charset="utf-16"; header=present', "csv", "utf-16"],
    ["text/csv ; charset = ISO-8859-1", "csv", "windows-1252"],
    ["avro/binary; charset=binary", "avro", undefined],
    ["application/vnd.apache.avro+single", "avroSingle", undefined],
  ] as const)("reads %s", (name, reading, charset) => {
    expect(readMediaType(name)).toMatchObject({ reading, ...(charset && { charset }) });
    expect(readMediaType(name).charset).toBe(charset);
  });

  it.each([
    [null, /No Content-Type.*application\/json/],
    ["", /No Content-Type/],
    ["application/x-www-form-urlencoded", /x-www-form-urlencoded.*multipart\/form-data/],
    ["text/csv; charset=utf-7", /`utf-7`.*utf-16le/],
    ["text/csv; charset=__proto__", /charset/],
    ["text/csv; header=absent", /header line/],
    ["constructor", /constructor/],
    ["__proto__", /__proto__/],
  ])("refuses %s", (name, says) => {
    expect(() => readMediaType(name)).toThrow(unsupported(says));
  });
});

describe("readingOfName", () => {
  it.each([
    ["a.JSON", "json"],
    ["a.b.ndjson", "lines"],
    ["a.jsonl", "lines"],
    ["a.tsv", "csv"],
    ["a.avro", "avro"],
    ["a.constructor", undefined],
    ["json", undefined],
  ])("reads %s as %s", (name, reading) => {
    expect(readingOfName(name)).toBe(reading);
  });
});
