import type { BodySource, Tally } from "./body-plan";
import { gunzip } from "./gunzip";
import { readPieces } from "./read-pieces";

const idleMs = 60_000;

/**
 * Gives a body's decompressed bytes piece by piece, and counts and hashes them in `tally`.
 * @throws UploadBroken, BodyRefusal
 */
export async function* readDecoded(
  body: BodySource,
  isGzip: boolean,
  tally: Tally,
): AsyncGenerator<Uint8Array, void, void> {
  if (!body.body) return;
  const { signal, contentLength } = body;
  const raw = readPieces(body.body, { signal, contentLength, idleMs });
  for await (const piece of isGzip ? gunzip(raw) : raw) {
    tally.bytes += piece.length;
    tally.hash?.update(piece);
    yield piece;
  }
}
