import { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { Decompress } from "fzstd";
import type { Encoding } from "./tell-format";

/** A stream that takes a compressed file and gives what it holds. */
export function decompressor(encoding: Encoding): Transform {
  if (encoding === "gzip") return createGunzip();
  if (encoding === "br") return createBrotliDecompress();
  return new ZstdDecompress();
}

/** What the beginning of a file holds, as far as it can be told; nothing of one that is broken. */
export async function decompressHead(head: Uint8Array, encoding: Encoding | null): Promise<Uint8Array> {
  if (encoding === null) return head;
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const stream = decompressor(encoding);
    const done = () => resolve(Buffer.concat(pieces));
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    // a beginning is cut somewhere: its end is always an error
    stream.on("error", done).on("end", done);
    stream.end(head);
  });
}

/** Node 20 has no zstandard of its own. */
class ZstdDecompress extends Transform {
  readonly #inner = new Decompress((piece) => void this.push(piece));

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    done(attempt(() => this.#inner.push(piece)));
  }

  override _flush(done: (error?: Error | null) => void): void {
    done(attempt(() => this.#inner.push(new Uint8Array(), true)));
  }
}

function attempt(action: () => void): Error | null {
  try {
    action();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
