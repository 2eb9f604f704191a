import type { BodySource, Tally } from "./body-plan";
import type { Coding } from "./decompress/coding";
import { type DecompressOptions, decompress } from "./decompress/decompress";
import { readPieces } from "./read-pieces";

const idleMs = 60_000;

/**
 * Gives a body's decompressed bytes piece by piece, and counts them in `tally`.
 * @throws UploadBroken, BodyRefusal
 */
export async function* readDecoded(
  { body, signal, contentLength }: BodySource,
  coding: Coding,
  tally: Tally,
  options: Pick<DecompressOptions, "startOffset" | "work">,
): AsyncGenerator<Uint8Array, void, void> {
  if (!body) return;
  const raw = readPieces(body, { signal, contentLength, idleMs });
  for await (const piece of decompress(coding, raw, options)) {
    tally.bytes += piece.length;
    yield piece;
  }
}
