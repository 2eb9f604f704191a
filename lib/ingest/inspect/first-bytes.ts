import type { Coding } from "./detect-compression";
import { firstPart } from "./first-part";

/** The content type of which the door takes the bytes as they are. */
const untouched = "avro/binary";

/** Gives the beginning of a file decompressed, at most so many bytes; fewer when the sample ends earlier or is damaged. */
export async function firstBytes(sample: Uint8Array, coding: Coding | null, max: number): Promise<Uint8Array> {
  if (coding === null) return sample.subarray(0, max);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    const compressed = { bytes: sample, contentType: untouched, contentEncoding: coding };
    for await (const part of firstPart(compressed, async () => undefined)) {
      for await (const piece of part.pieces) {
        pieces.push(piece.slice());
        length += piece.length;
        if (length >= max) break;
      }
    }
  } catch {
    // a sample ends anywhere: what came out of it counts
  }
  return new Uint8Array(Buffer.concat(pieces).subarray(0, max));
}
