import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import type { Coding } from "./coding";
import { DamagedData } from "./damaged-data";
import { inflate } from "./inflate";
import { unzstd } from "./unzstd";
import type { WorkAccount } from "./work-budget";

export interface DecompressLimits {
  /** The most bytes that a body may become. */
  maxBytes: number;
  /** The most bytes that one compressed byte may become, on average; text gets to about 50. */
  maxRatio: number;
  /** From how many decompressed bytes on the ratio counts. */
  ratioFromBytes: number;
}

export const decompressLimits: DecompressLimits = {
  maxBytes: 16 * 1024 ** 3,
  maxRatio: 200,
  ratioFromBytes: 8 * 1024 ** 2,
};

export interface DecompressOptions {
  limits?: DecompressLimits;
  /** Where the body goes on, when its first part was sent before. */
  startOffset?: number | undefined;
  /** Who answers for what decoding takes beyond an honest pace. */
  work?: WorkAccount | undefined;
}

/**
 * Decompresses a body piece by piece, reading on only as fast as it is read from.
 * @throws BodyRefusal `malformed_body` for data that is damaged, cut or followed by something else,
 *   `too_large` for a decompression bomb; whatever `pieces` throws
 */
export async function* decompress(
  coding: Coding,
  pieces: AsyncIterable<Uint8Array>,
  { limits = decompressLimits, startOffset = 0, work }: DecompressOptions = {},
): AsyncGenerator<Uint8Array, void, void> {
  if (coding === "identity") return yield* pieces;
  let read = 0;
  let made = 0;
  const counted = (async function* () {
    for await (const piece of pieces) {
      read += piece.length;
      yield piece;
    }
  })();
  try {
    for await (const piece of coding === "zstd" ? unzstd(counted, work) : inflate(coding, counted)) {
      made += piece.length;
      requireWithin(limits, read, made, startOffset);
      yield piece;
    }
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    const message = `The ${coding} data cannot be decompressed, after ${read} bytes of it: ${error.message}.`;
    throw new BodyRefusal(error.code, message, startOffset + made);
  }
}

function requireWithin(limits: DecompressLimits, read: number, made: number, startOffset: number): void {
  if (made > limits.maxBytes) {
    const message = `The body is larger than ${limits.maxBytes} bytes. Send it in parts.`;
    throw new BodyRefusal("too_large", message, startOffset + made);
  }
  if (made > limits.ratioFromBytes && made > read * limits.maxRatio) {
    const message = `The body is compressed by more than ${limits.maxRatio} to 1. Send it uncompressed, or in parts.`;
    throw new BodyRefusal("too_large", message, startOffset + made);
  }
}
