import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UsageError } from "../cli-error";
import { tellContentType, tellEncoding } from "./tell-format";

const bytes = (text: string) => new TextEncoder().encode(text);
const nothing = new Uint8Array();

describe("tellContentType", () => {
  it.each([
    ["clicks.csv", "text/csv"],
    ["CLICKS.CSV", "text/csv"],
    ["clicks.2026-11-22.csv.gz", "text/csv"],
    ["clicks.csv.br", "text/csv"],
    ["clicks.tsv", "text/tab-separated-values"],
    ["bids.json", "application/json"],
    ["bids.ndjson", "application/x-ndjson"],
    ["bids.jsonl.zst", "application/x-ndjson"],
    ["bids.avro", "avro/binary"],
    ["/in.csv/bids.avro", "avro/binary"],
  ])("by the name %s", (name, type) => expect(tellContentType(name, nothing)).toBe(type));

  it.each([
    ["an array", '[{"a":1}]', "application/json"],
    ["an object over several lines", '{\n  "a": 1\n}', "application/json"],
    ["one object", '{"a":1}', "application/json"],
    ["lines of objects", '{"a":1}\n{"a":2}\n', "application/x-ndjson"],
    ["a header line", "eventId,occurredAt\nx,y\n", "text/csv"],
    ["semicolons", "eventId;occurredAt", "text/csv"],
    ["tabs", "eventId\toccurredAt\r\n", "text/tab-separated-values"],
    ["a byte order mark", "\ufeffeventId,userId\n", "text/csv"],
    ["an Avro container", "Obj\x01rest", "avro/binary"],
  ])("by %s at the beginning", (_, head, type) => expect(tellContentType("data", bytes(head))).toBe(type));

  it("reads UTF-16 with its mark", () => {
    expect(tellContentType("data", Buffer.from("\ufeffeventId,userId\n", "utf16le"))).toBe("text/csv");
  });

  it("believes an Avro container more than a name", () => {
    expect(tellContentType("bids.json", bytes("Obj\x01rest"))).toBe("avro/binary");
  });

  it.each([
    ["nothing", ""],
    ["one word", "hello"],
    ["something binary", "\0\x01\x02,\x03"],
  ])("says what to do about %s", (_, head) => {
    expect(() => tellContentType("data", bytes(head))).toThrow(UsageError);
    expect(() => tellContentType("data.constructor", bytes(head))).toThrow(/--format/);
  });
});

describe("tellEncoding", () => {
  it.each([
    ["a.csv.gz", gzipSync("x"), "gzip"],
    ["a.csv", gzipSync("x"), "gzip"],
    ["a.csv.zst", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), "zstd"],
    ["a.csv.br", bytes("\x0b"), "br"],
    ["a.csv.gz", bytes("eventId,userId"), null],
    ["a.csv", bytes("eventId,userId"), null],
    ["br", bytes("eventId,userId"), null],
    ["empty.csv.gz", nothing, null],
  ])("of %s", (name, head, encoding) => expect(tellEncoding(name, head)).toBe(encoding));
});
