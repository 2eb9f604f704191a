import { expect, it } from "vitest";
import { cutAtBufferEdges } from "./cut-at-buffer-edges";

/** A message of `size` bytes in all. */
function message(size: number): Buffer {
  const bytes = Buffer.alloc(size, "x");
  bytes.writeUInt32BE(size - 1, 1);
  return bytes;
}

const sizes = (...messages: Buffer[]) => cutAtBufferEdges(Buffer.concat(messages)).map((part) => part.length);

it("cuts behind a message that ends exactly at the edge, and nowhere else", () => {
  expect(sizes(message(3000), message(5192), message(6), message(5))).toEqual([8192, 11]);
  expect(sizes(message(3000), message(5193), message(6), message(5))).toEqual([8204]);
  expect(sizes(message(16_384), message(8192), message(5))).toEqual([16_384, 8192, 5]);
});

it("counts the next edge from the cut, and does not cut behind the last message", () => {
  expect(sizes(message(8192), message(8000), message(192), message(5))).toEqual([8192, 8192, 5]);
  expect(sizes(message(4096), message(4096))).toEqual([8192]);
});
