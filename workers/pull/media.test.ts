import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { mediaOf } from "./media";

const csv = Buffer.from("time,user\n1,2\n");
const ofHead = (name: string, head: Uint8Array, set: string | null = null, bytes = head.length) =>
  mediaOf({ name, bytes, head }, set);

it.each<[string, string | null, Uint8Array, string, string | null]>([
  ["a.csv", null, csv, "text/csv", null],
  ["a.csv.gz", null, gzipSync(csv), "text/csv", "gzip"],
  ["a.csv", null, gzipSync(csv), "text/csv", "gzip"],
  ["a.jsonl", null, Buffer.from('{"a":1}\n'), "application/x-ndjson", null],
  ["part-0001", null, Buffer.from("Obj\x01..."), "avro/binary", null],
  ["part-0001.gz", null, gzipSync("[1]"), "application/json", "gzip"],
  ["clicks.txt", null, Buffer.from("\ufefftime\tuser\n", "utf16le"), "text/csv; charset=utf-16le", null],
  ["a.bin", "text/csv; charset=iso-8859-1", csv, "text/csv; charset=iso-8859-1", null],
  ["a.csv.gz", "application/x-ndjson", gzipSync(csv), "application/x-ndjson", "gzip"],
])("of %s with type %s", async (name, set, head, contentType, contentEncoding) => {
  expect(await ofHead(name, head, set)).toEqual({ contentType, contentEncoding });
});

it.each([
  ["a.csv", Buffer.of(), /empty/],
  ["a.csv", Buffer.from("%PDF-1.7"), /PDF/],
  ["a.avro", Buffer.from("a,b\n"), /Avro/],
])("says why it cannot tell of %s", async (name, head, problem) => {
  expect(await ofHead(name, head)).toEqual({ contentType: null, problem: expect.stringMatching(problem) });
});

it("knows that a file goes on behind its head, in the middle of a character or of what is compressed", async () => {
  const umlaut = Buffer.from("a,b\nä");
  expect(await ofHead("x", umlaut.subarray(0, -1), null, 5000)).toMatchObject({ contentType: "text/csv" });
  const whole = gzipSync(Buffer.concat([csv, Buffer.alloc(10_000, "x,y\n")]), { level: 0 });
  expect(await ofHead("x", whole.subarray(0, 500), null, whole.length)).toEqual({
    contentType: "text/csv",
    contentEncoding: "gzip",
  });
});
