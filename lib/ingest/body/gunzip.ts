import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { BodyRefusal } from "../split/body-refusal";

export interface GunzipLimits {
  /** The most bytes that a body may become. */
  maxBytes: number;
  /** The most bytes that one compressed byte may become, on average; text gets to about 50. */
  maxRatio: number;
  /** From how many decompressed bytes on the ratio counts. */
  ratioFromBytes: number;
}

export const gunzipLimits: GunzipLimits = { maxBytes: 16 * 1024 ** 3, maxRatio: 200, ratioFromBytes: 8 * 1024 ** 2 };

/**
 * Decompresses a gzip body piece by piece, reading on only as fast as it is read from.
 * @throws BodyRefusal `malformed_body` for damaged or cut data, `too_large` for a decompression
 *   bomb; whatever `pieces` throws
 */
export async function* gunzip(
  pieces: AsyncIterable<Uint8Array>,
  limits: GunzipLimits = gunzipLimits,
): AsyncGenerator<Uint8Array, void, void> {
  let compressed = 0;
  let decompressed = 0;
  const inflate = createGunzip({ chunkSize: 64 * 1024 });
  const source = Readable.from(
    (async function* () {
      for await (const piece of pieces) {
        compressed += piece.length;
        yield piece;
      }
    })(),
  );
  // its failure is the failure of the loop below
  const pumped = pipeline(source, inflate).catch(() => undefined);
  try {
    for await (const piece of inflate as AsyncIterable<Uint8Array>) {
      decompressed += piece.length;
      requireWithin(limits, compressed, decompressed);
      yield piece;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    const message = `The gzip data is damaged or cut off, after ${compressed} bytes of it: ${error.message}.`;
    throw new BodyRefusal("malformed_body", message, decompressed);
  } finally {
    inflate.destroy();
    await pumped;
  }
}

function requireWithin(limits: GunzipLimits, compressed: number, decompressed: number): void {
  if (decompressed > limits.maxBytes) {
    throw new BodyRefusal(
      "too_large",
      `The body is larger than ${limits.maxBytes} bytes. Send it in parts.`,
      decompressed,
    );
  }
  if (decompressed > limits.ratioFromBytes && decompressed > compressed * limits.maxRatio) {
    const message = `The body is compressed by more than ${limits.maxRatio} to 1. Send it uncompressed, or in parts.`;
    throw new BodyRefusal("too_large", message, decompressed);
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && /^(Z_|ERR_ZLIB_)/.test(String(error.code));
}
