import { describe, expect, it } from "vitest";
import { maxChunkRecords } from "@/lib/contracts/chunk";
import { decodeFrames } from "@/lib/contracts/frames";
import { ChunkGatherer, type GatheredChunk } from "./gather-chunks";
import { bytesOf, latin1 } from "./testing/cut-body";

const none: Uint8Array = new Uint8Array(0);

function gather(
  records: { text: string; records?: number }[],
  options = { isFramed: true, maxBytes: 100 },
  prefix = none,
) {
  const gatherer = new ChunkGatherer(options);
  const chunks = records.map(({ text, records: count = 1 }) =>
    gatherer.add({ bytes: bytesOf(text), records: count }, prefix),
  );
  return [...chunks, gatherer.flush()].filter((chunk): chunk is GatheredChunk => chunk !== undefined);
}

const many = (count: number, text: string) => Array.from({ length: count }, () => ({ text }));
const counts = (chunks: GatheredChunk[]) => chunks.map(({ firstRecord, records }) => [firstRecord, records]);

describe("ChunkGatherer", () => {
  it("frames records, and numbers the chunks' first ones", () => {
    const chunks = gather(many(5, "x".repeat(30)));
    expect(counts(chunks)).toEqual([
      [1, 2],
      [3, 2],
      [5, 1],
    ]);
    expect(decodeFrames(chunks[0]!.payload).map(latin1)).toEqual(["x".repeat(30), "x".repeat(30)]);
  });

  it("fills a chunk to the byte", () => {
    expect(counts(gather(many(4, "x".repeat(21))))).toEqual([[1, 4]]);
    expect(counts(gather([...many(3, "x".repeat(21)), { text: "x".repeat(22) }]))).toEqual([
      [1, 3],
      [4, 1],
    ]);
  });

  it("gives a larger record a chunk of its own", () => {
    const sizes = ["a", "b".repeat(500), "c"].map((text) => ({ text }));
    expect(counts(gather(sizes))).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });

  it("bounds the number of records", () => {
    const chunks = gather(many(maxChunkRecords * 2 + 1, "x"), { isFramed: true, maxBytes: 1_000_000 });
    expect(chunks.map((chunk) => chunk.records)).toEqual([maxChunkRecords, maxChunkRecords, 1]);
  });

  it("repeats the prefix, and keeps blocks of many records whole", () => {
    const blocks = [
      { text: "one", records: 300 },
      { text: "two", records: 300 },
      { text: "six", records: 600 },
    ];
    const chunks = gather(blocks, { isFramed: false, maxBytes: 1000 }, bytesOf("H:"));
    expect(chunks.map((chunk) => latin1(chunk.payload))).toEqual(["H:one", "H:two", "H:six"]);
    expect(counts(chunks)).toEqual([
      [1, 300],
      [301, 300],
      [601, 600],
    ]);
  });

  it("has nothing to flush when nothing came", () => {
    expect(gather([])).toEqual([]);
  });
});
