import type { BodySource, Tally } from "./body-plan";
import type { Coding } from "./decompress/coding";
import { decompress } from "./decompress/decompress";
import { readPieces } from "./read-pieces";

const idleMs = 60_000;

/**
 * Gives a body's decompressed bytes piece by piece, and counts and hashes them in `tally`.
 * @param startOffset where the body goes on, when its first part was sent before
 * @throws UploadBroken, BodyRefusal
 */
export async function* readDecoded(
  { body, signal, contentLength }: BodySource,
  coding: Coding,
  tally: Tally,
  startOffset = 0,
): AsyncGenerator<Uint8Array, void, void> {
  if (!body) return;
  const raw = readPieces(body, { signal, contentLength, idleMs });
  for await (const piece of decompress(coding, raw, { startOffset })) {
    tally.bytes += piece.length;
    tally.hash?.update(piece);
    yield piece;
  }
}
