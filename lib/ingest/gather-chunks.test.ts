import { describe, expect, it } from "vitest";
import { maxChunkRecords } from "@/lib/contracts/chunk";
import { decodeFrames } from "@/lib/contracts/frames";
import { ChunkGatherer, type ChunkGathererOptions, type GatheredChunk } from "./gather-chunks";
import type { Cut } from "./split/splitter";
import { bytesOf, latin1 } from "./testing/cut-body";

const none: Uint8Array = new Uint8Array(0);

interface Given extends Partial<Cut> {
  text: string;
}

function gather(records: Given[], options: Partial<ChunkGathererOptions> = {}, prefix = none) {
  const gatherer = new ChunkGatherer({ format: "json", maxBytes: 100, firstRecord: 1, ...options });
  const chunks = records.map(({ text, ...cut }, index) =>
    gatherer.add({ bytes: bytesOf(text), records: 1, offset: index * 10, ...cut }, { prefix, delimiter: ";" }),
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
    const chunks = gather(many(maxChunkRecords * 2 + 1, "x"), { maxBytes: 1_000_000 });
    expect(chunks.map((chunk) => chunk.records)).toEqual([maxChunkRecords, maxChunkRecords, 1]);
  });

  it("repeats the prefix, and keeps blocks of many records whole", () => {
    const blocks = [
      { text: "one", records: 300 },
      { text: "two", records: 300 },
      { text: "six", records: 600 },
    ];
    const chunks = gather(blocks, { format: "avro", maxBytes: 1000 }, bytesOf("H:"));
    expect(chunks.map((chunk) => latin1(chunk.payload))).toEqual(["H:one", "H:two", "H:six"]);
    expect(counts(chunks)).toEqual([
      [1, 300],
      [301, 300],
      [601, 600],
    ]);
  });

  it("leaves a record as much room behind a long header as behind a short one", () => {
    const [short, long] = ["H", "H".repeat(90)].map((prefix) => gather(many(6, "x".repeat(46)), {}, bytesOf(prefix)));
    expect(counts(long!)).toEqual(counts(short!));
    expect(counts(long!)).toEqual([
      [1, 2],
      [3, 2],
      [5, 2],
    ]);
  });

  it("makes no message that is too large with its header", () => {
    const chunks = gather(many(3, "x".repeat(46)), { maxPayloadBytes: 120 }, bytesOf("H".repeat(30)));
    expect(counts(chunks)).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });

  it("says where each chunk begins, and which blank lines stand inside it", () => {
    const texts = ["a", "b", "c", "d"].map((text) => text.repeat(40));
    const lines = [{ line: 2, blankLines: 0 }, { line: 5, blankLines: 2 }, { line: 9, blankLines: 3 }, { line: 10 }];
    const chunks = gather(
      texts.map((text, index) => ({ text, ...lines[index] })),
      { format: "csv", firstRecord: 11 },
    );
    expect(chunks).toMatchObject([
      { format: "csv", delimiter: ";", firstRecord: 11, records: 2, offset: 0, firstLine: 2, blankLines: [[1, 2]] },
      { format: "csv", delimiter: ";", firstRecord: 13, records: 2, offset: 20, firstLine: 9 },
    ]);
    // the line of the first record tells those in front of it
    expect(chunks[1]!.blankLines).toBeUndefined();
  });

  it("has nothing to flush when nothing came", () => {
    expect(gather([])).toEqual([]);
  });
});
