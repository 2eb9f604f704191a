import type { Hash } from "node:crypto";
import { gunzip } from "./gunzip";
import { readPieces } from "./read-pieces";

const idleMs = 60_000;

/** What has been read of a body so far. */
export interface Tally {
  /** After decompression. */
  bytes: number;
  hash?: Hash | undefined;
}

export interface Body {
  stream: ReadableStream<Uint8Array> | null;
  isGzip: boolean;
  contentLength: number | null;
  signal: AbortSignal;
}

/**
 * Gives a body's decompressed bytes piece by piece, and counts and hashes them in `tally`.
 * @throws UploadBroken, BodyRefusal
 */
export async function* readDecoded(body: Body, tally: Tally): AsyncGenerator<Uint8Array, void, void> {
  if (!body.stream) return;
  const { signal, contentLength } = body;
  const raw = readPieces(body.stream, { signal, contentLength, idleMs });
  for await (const piece of body.isGzip ? gunzip(raw) : raw) {
    tally.bytes += piece.length;
    tally.hash?.update(piece);
    yield piece;
  }
}
