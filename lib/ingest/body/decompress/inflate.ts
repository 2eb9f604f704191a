import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { DamagedData } from "./damaged-data";

const chunkSize = 64 * 1024;

/**
 * Decompresses gzip (RFC 1952; several members are one body) or br (RFC 7932).
 * @throws DamagedData, whatever `pieces` throws
 */
export async function* inflate(
  coding: "gzip" | "br",
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  let given = 0;
  let isAllGiven = false;
  const engine = coding === "br" ? createBrotliDecompress({ chunkSize }) : createGunzip({ chunkSize });
  const source = Readable.from(
    (async function* () {
      for await (const piece of pieces) {
        given += piece.length;
        if (piece.length > 0) yield piece;
      }
      isAllGiven = true;
    })(),
  );
  // its failure is the failure of the loop below
  const pumped = pipeline(source, engine).catch(() => undefined);
  try {
    yield* engine as AsyncIterable<Uint8Array>;
    // zlib ends in silence where it takes the rest for padding
    if (!isAllGiven || engine.bytesWritten < given) throw new DamagedData("something else follows it");
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new DamagedData(`it is damaged or cut off (${error.message})`);
  } finally {
    engine.destroy();
    await pumped;
  }
}

function isZlibError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    "code" in error &&
    /^(Z_|ERR_ZLIB_|ERR__?ERROR_|ERR_BROTLI|ERR_PADDING)/.test(String(error.code))
  );
}
