import { expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { withLastChunk } from "./with-last-chunk";

const chunk: ChunkHeader = {
  batchId: "b1",
  sourceId: "s1",
  kind: "clicks",
  format: "csv",
  chunkNo: 2,
  firstRecord: 1001,
  records: 200,
  receivedAt: "2026-11-23T10:00:00.000Z",
};
const totals = { chunks: 3, records: 1200, bytes: 5000 };

it("counts what has come of a batch that still comes", () => {
  expect(withLastChunk(undefined, chunk)).toMatchObject({
    batchId: "b1",
    source: "s1",
    kind: "clicks",
    state: "receiving",
    received: 1200,
    pending: 1200,
    receivedAt: chunk.receivedAt,
  });
});

it("is processing once the last chunk tells the totals", () => {
  const batch = withLastChunk(undefined, { ...chunk, totals: { ...totals, error: "cut off" } });
  expect(batch).toMatchObject({ state: "processing", received: 1200, pending: 1200, error: "cut off" });
});

it("takes off what has been worked off", () => {
  const figures = { received: 500, stored: 300, duplicate: 150, rejected: 50 };
  const stored = { ...withLastChunk(undefined, { ...chunk, firstRecord: 1, records: 500 }), ...figures, pending: 0 };
  expect(withLastChunk(stored, { ...chunk, totals })).toMatchObject({ ...figures, received: 1200, pending: 700 });
});

it("tells where the batch came from, and which files it had", () => {
  const files = [{ name: "a.csv", format: "csv" as const, firstRecord: 1, records: 1200, bytes: 5000 }];
  const origin = { via: "correction" as const, fileName: "rejects.csv", corrects: "b0" };
  expect(withLastChunk(undefined, { ...chunk, ...origin, totals: { ...totals, files } })).toMatchObject({
    ...origin,
    files,
  });
  expect(withLastChunk(undefined, chunk)).toMatchObject({ via: "api", fileName: null, corrects: null, files: null });
});
