import { expect, it } from "vitest";
import { type ChunkBorder, SentChunks } from "./sent-chunks";

const border = (chunkNo: number): ChunkBorder => ({ chunkNo, offset: chunkNo * 100, records: chunkNo * 5, chain: "" });

it("tells the first chunk that is not acknowledged, in whatever order they are", () => {
  const sent = new SentChunks();
  expect(sent.firstOpen).toBeUndefined();
  const [zero, one, two, three] = [0, 1, 2, 3].map((no) => sent.add(border(no)));
  two!();
  one!();
  expect(sent.firstOpen).toEqual(border(0));
  zero!();
  expect(sent.firstOpen).toEqual(border(3));
  three!();
  expect(sent.firstOpen).toBeUndefined();
});
