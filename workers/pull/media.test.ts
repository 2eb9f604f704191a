import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { mediaOf } from "./media";

const csv = Buffer.from("time,user\n1,2\n");
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

describe("mediaOf", () => {
  it.each<[string, string | null, Uint8Array, string | null, string | null]>([
    ["a.csv", null, csv, "text/csv", null],
    ["a/b.c/X.CSV", null, csv, "text/csv", null],
    ["a.csv.gz", null, gzipSync(csv), "text/csv", "gzip"],
    ["a.csv", null, gzipSync(csv), "text/csv", "gzip"],
    ["a.jsonl.zst", null, Buffer.of(0x28, 0xb5, 0x2f, 0xfd), "application/x-ndjson", "zstd"],
    ["a.json.br", null, brotliCompressSync("{}"), "application/json", "br"],
    ["a.avro", null, Buffer.from("Obj\x01"), "avro/binary", null],
    ["a.tsv", null, csv, "text/tab-separated-values", null],
    ["part-0001", null, Buffer.from("Obj\x01..."), "avro/binary", null],
    ["part-0001", null, Buffer.from('\ufeff\n {"a":1}'), "application/json", null],
    ["part-0001.gz", null, gzipSync("[1]"), "application/json", "gzip"],
    ["part-0001.br", null, brotliCompressSync(csv), "text/csv", "br"],
    ["clicks.txt", null, Buffer.from("time;user\n"), "text/csv", null],
    ["clicks.txt", null, utf16("time\tuser\n"), "text/csv; charset=utf-16le", null],
    ["a.csv", null, utf16("time,user\n").swap16(), "text/csv; charset=utf-16be", null],
    ["notes.txt", null, Buffer.from("hello\n"), null, null],
    ["a.constructor", null, Buffer.of(), null, null],
    ["a.gz", null, Buffer.from("no gzip"), null, "gzip"],
    ["a.bin", "text/csv; charset=latin1", csv, "text/csv; charset=latin1", null],
    ["a.csv.gz", "application/x-ndjson", csv, "application/x-ndjson", "gzip"],
  ])("of %s with type %s", (name, set, head, contentType, contentEncoding) => {
    expect(mediaOf(name, set, head)).toEqual({ contentType, contentEncoding });
  });

  it("reads the beginning of what is compressed, though it is cut", () => {
    const whole = gzipSync(Buffer.concat([csv, Buffer.alloc(10_000, "x,y\n")]), { level: 0 });
    expect(mediaOf("part", null, whole.subarray(0, 500))).toEqual({ contentType: "text/csv", contentEncoding: "gzip" });
  });
});
