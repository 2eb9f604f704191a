import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import type { Cut, Splitter } from "@/lib/ingest/split/splitter";

export interface CutBody {
  /** Each cut, one character a byte. */
  cuts: string[];
  /** Where each cut stands. */
  places: Pick<Cut, "offset" | "line" | "blankLines">[];
  records: number;
  prefix: string;
  delimiter: string | undefined;
  refusal: Pick<BodyRefusal, "code" | "message" | "byteOffset" | "record"> | undefined;
}

/** Runs a splitter over the pieces of a body, as the door does. */
export function cutBody(splitter: Splitter, pieces: Iterable<Uint8Array>): CutBody {
  const result: CutBody = { cuts: [], places: [], records: 0, prefix: "", delimiter: undefined, refusal: undefined };
  const take = (cuts: ReturnType<Splitter["push"]>) => {
    for (const cut of cuts) {
      result.cuts.push(latin1(cut.bytes));
      result.places.push({ offset: cut.offset, line: cut.line, blankLines: cut.blankLines });
      result.records += cut.records;
    }
  };
  try {
    for (const piece of pieces) take(splitter.push(piece));
    take(splitter.end());
  } catch (error) {
    if (!(error instanceof BodyRefusal)) throw error;
    const { code, message, byteOffset, record } = error;
    result.refusal = { code, message, byteOffset, record };
  }
  result.prefix = latin1(splitter.prefix);
  result.delimiter = splitter.delimiter;
  return result;
}

/** The ways to hand over a body that have to give equal results: whole, by the byte, and at random. */
export function piecesOf(body: Uint8Array, seed = 1): Uint8Array[][] {
  const byTheByte = Array.from(body, (_, at) => body.subarray(at, at + 1));
  return [[body], byTheByte, randomPieces(body, seed, 5), randomPieces(body, seed + 1, 40)];
}

function randomPieces(body: Uint8Array, seed: number, longest: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const random = randomBelow(longest + 1, seed);
  for (let at = 0; at < body.length; ) {
    // a piece of no bytes is a piece too
    const length = random();
    pieces.push(body.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

/** Gives whole numbers from 0 to below `limit`, the same ones for the same seed. */
export function randomBelow(limit: number, seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
