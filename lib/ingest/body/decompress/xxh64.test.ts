import { describe, expect, it } from "vitest";
import { piecesOf, randomBelow } from "@/lib/ingest/testing/cut-body";
import { Xxh64 } from "./xxh64";

/** The bytes of the reference implementation's own checks (xxHash, sanity test). */
function sanityBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let generator = 2654435761n;
  for (let index = 0; index < length; index += 1) {
    bytes[index] = Number(generator >> 56n);
    generator = (generator * 11400714785074694797n) & 0xffff_ffff_ffff_ffffn;
  }
  return bytes;
}

const hashOf = (...pieces: Uint8Array[]) => {
  const hash = new Xxh64();
  for (const piece of pieces) hash.update(piece);
  return hash.digest().toString(16).padStart(16, "0");
};

describe("Xxh64", () => {
  it.each([
    [0, "ef46db3751d8e999"],
    [1, "e934a84adb052768"],
    [4, "9136a0dca57457ee"],
    [14, "8282dcc4994e35c8"],
    [222, "b641ae8cb691c174"],
  ])("hashes %i bytes as the reference does", (length, expected) => {
    expect(hashOf(sanityBytes(length))).toBe(expected);
  });

  it("does not depend on the pieces", () => {
    const random = randomBelow(256);
    const bytes = Uint8Array.from({ length: 1000 }, random);
    for (const pieces of piecesOf(bytes)) expect(hashOf(...pieces)).toBe(hashOf(bytes));
  });
});
