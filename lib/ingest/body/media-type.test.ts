import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { AvroSplitter } from "../split/split-avro";
import { CsvSplitter } from "../split/split-csv";
import { JsonSplitter } from "../split/split-json";
import { LineSplitter } from "../split/split-lines";
import { isGzip, readMediaType } from "./media-type";

describe("readMediaType", () => {
  it.each([
    ["application/json", "json", JsonSplitter],
    ["Application/JSON; charset=UTF-8", "json", JsonSplitter],
    ["application/x-ndjson", "json", LineSplitter],
    ['text/csv;charset="utf-8"; header=present', "csv", CsvSplitter],
    ["avro/binary", "avro", AvroSplitter],
  ] as const)("reads %s", (name, format, splitter) => {
    const type = readMediaType(name);
    expect(type.format).toBe(format);
    expect(type.split(1000)).toBeInstanceOf(splitter);
  });

  it.each([
    null,
    "",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/vnd.apache.avro+single",
    "text/csv; charset=utf-16",
    "text/csv; header=absent",
    "constructor",
    "__proto__",
  ])("refuses %s", (name) => {
    expect(() => readMediaType(name)).toThrow(expect.objectContaining({ code: "unsupported_media_type" }));
  });
});

describe("isGzip", () => {
  it.each([null, "", "identity"])("takes %s as plain", (coding) => {
    expect(isGzip(coding)).toBe(false);
  });

  it.each(["gzip", "GZIP", "x-gzip"])("takes %s as gzip", (coding) => {
    expect(isGzip(coding)).toBe(true);
  });

  it.each(["br", "deflate", "zstd", "gzip, gzip"])("refuses %s", (coding) => {
    expect(() => isGzip(coding)).toThrow(AppError);
  });
});
