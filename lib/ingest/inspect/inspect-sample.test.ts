import { basename } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeFrames } from "@/lib/contracts/frames";
import { maxSampleBytes } from "@/lib/contracts/preview";
import { zstdFrame, zstdRaw } from "../body/decompress/zstd.fixture";
import { listFixtures } from "../testing/fixtures";
import { inspectSample } from "./inspect-sample";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const inspect = (bytes: Uint8Array, fileName: string | null = null, contentType: string | null = null) =>
  inspectSample(bytes, { fileName, contentType, findSchema: async () => undefined });
const rows = (count: number) =>
  `time;user_id;campaign_id\n${Array.from({ length: count }, (_, index) => `2026-11-01;u${index};c1`).join("\n")}\n`;

describe("inspectSample", () => {
  it("tells a CSV file, its columns and its first records", async () => {
    const found = await inspect(bytesOf(rows(3)), "clicks.csv");
    expect(found).toMatchObject({
      contentType: "text/csv",
      contentEncoding: null,
      description: "CSV, semicolon",
      delimiter: ";",
      fields: ["time", "user_id", "campaign_id"],
      problem: null,
      cut: { format: "csv", chunk: { records: 3, firstLine: 2 } },
    });
    const payload = found.cut?.chunk.payload ?? new Uint8Array();
    expect(decodeFrames(payload).map((frame) => Buffer.from(frame).toString())).toEqual([
      "time;user_id;campaign_id",
      "2026-11-01;u0;c1",
      "2026-11-01;u1;c1",
      "2026-11-01;u2;c1",
    ]);
  });

  it("names the fields of JSON by their paths, of all records", async () => {
    const text = '[{"id":1,"device":{"geo":{"country":"DE"}}},{"id":2,"tags":["a"],"user":null,"x":{}}]';
    expect((await inspect(bytesOf(text))).fields).toEqual(["id", "device.geo.country", "tags", "user", "x"]);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array, string, string]>([
    ["gzip", gzipSync, "clicks.csv.gz", "CSV, semicolon, gzip"],
    ["br", brotliCompressSync, "clicks.csv.br", "CSV, semicolon, br"],
    ["zstd", (bytes) => zstdFrame([zstdRaw(bytes)]), "clicks.csv.zst", "CSV, semicolon, zstd"],
  ])("looks into a file compressed with %s", async (coding, compress, fileName, description) => {
    const found = await inspect(new Uint8Array(compress(bytesOf(rows(50)))), fileName);
    expect(found).toMatchObject({ contentType: "text/csv", contentEncoding: coding, description, problem: null });
    expect(found.cut?.chunk.records).toBe(50);
  });

  it("takes the end of a sample that is cut for no mistake", async () => {
    const noise = Array.from({ length: 60_000 }, (_, index) => `${Math.sin(index)};u${index * 7919};c1`).join("\n");
    const file = bytesOf(`time;user_id;campaign_id\n${noise}`);
    const zipped = new Uint8Array(gzipSync(file));
    expect(Math.min(zipped.length, file.length)).toBeGreaterThan(maxSampleBytes);
    for (const bytes of [file, zipped]) {
      const found = await inspect(bytes.subarray(0, maxSampleBytes));
      expect(found).toMatchObject({ problem: null, contentType: "text/csv" });
      expect(found.cut?.chunk.records).toBeGreaterThanOrEqual(100);
    }
    const short = await inspect(zipped.subarray(0, 200_000));
    expect(short).toMatchObject({ contentType: "text/csv", cut: { chunk: { firstRecord: 1 } } });
  });

  it("says why a file would be refused, and keeps the records in front of that place", async () => {
    const found = await inspect(bytesOf('[{"id":1},{"id":2},]'), "a.json");
    expect(found).toMatchObject({ contentType: "application/json", cut: { chunk: { records: 2 } } });
    expect(found.problem).toBeTruthy();
  });

  it("reads a file as it is told to, not as it looks", async () => {
    const found = await inspect(bytesOf('{"id":1}\n{"id":\n'), "a.txt", "application/x-ndjson");
    expect(found).toMatchObject({ contentType: "application/x-ndjson", problem: null, cut: { chunk: { records: 2 } } });
    const wrong = await inspect(bytesOf("a,b\n1,2"), "a.csv", "image/png");
    expect(wrong).toMatchObject({ contentType: "image/png", cut: null, problem: expect.stringContaining("image/png") });
  });

  it.each<[string, Uint8Array, string | null]>([
    ["nothing", new Uint8Array(0), "a.csv"],
    ["damaged gzip", new Uint8Array([0x1f, 0x8b, 0x08, 9, 9, 9, 9]), "a.csv.gz"],
    ["a workbook", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0]), "a.xlsx"],
  ])("has a problem with %s", async (_, bytes, fileName) => {
    expect(await inspect(bytes, fileName)).toMatchObject({ contentType: null, cut: null, problem: expect.any(String) });
  });
});

describe("foreign files", () => {
  const files = [
    ...listFixtures("csv", ".csv"),
    ...listFixtures("json", ".json"),
    ...listFixtures("openrtb", ".json"),
    ...listFixtures("avro", ".avro"),
  ];
  it.runIf(files.length > 0).each(files)("says something about $path", async ({ path, bytes }) => {
    const found = await inspect(bytes.subarray(0, maxSampleBytes), basename(path));
    expect(found.problem ?? found.cut).toBeTruthy();
  });

  it.each([
    ["ad_impressions.json", ".json", ["user_id"], 100],
    ["clicks_conversions.csv", ".csv", ["user_id"], 100],
    ["bid_requests.avro", ".avro", ["user_id"], 100],
  ])("names the fields of %s", async (name, ending, some, records) => {
    const fixture = listFixtures("advertisex-brief", ending).find(({ path }) => basename(path) === name);
    if (!fixture) return;
    const found = await inspect(fixture.bytes.subarray(0, maxSampleBytes), name);
    expect(found.problem).toBeNull();
    expect(found.fields).toEqual(expect.arrayContaining(some));
    expect(found.cut?.chunk.records).toBeGreaterThanOrEqual(records);
  });
});
