import { pipeline, Readable } from "node:stream";
import { constants, createGzip } from "node:zlib";
import { FileTrouble } from "../cli-error";
import { decompressor } from "./decompress";
import { type LocalFile, readRange } from "./local-file";

/** What goes over the wire. */
export interface WireBody {
  stream: Readable;
  headers: Record<string, string>;
}

/**
 * The body of a file from a byte of what it holds on. A compressed file is sent as it is from its beginning; to go
 * on in it, it is decompressed here up to that place, and the rest compressed with gzip.
 * @param onRead told how many bytes of the file were read
 */
export function openBody(file: LocalFile, offset: number, onRead: (bytes: number) => void): WireBody {
  const headers: Record<string, string> = { "content-type": file.contentType };
  const { encoding, size } = file;
  if (encoding === null || offset === 0) {
    const start = Math.min(offset, size);
    if (encoding) headers["content-encoding"] = encoding;
    headers["content-length"] = String(size - start);
    return { stream: Readable.from(counted(file, start, onRead), { objectMode: false }), headers };
  }
  headers["content-encoding"] = "gzip";
  const rest = Readable.from(skip(decompressed(file, encoding, onRead), offset), { objectMode: false });
  const stream = createGzip({ level: constants.Z_BEST_SPEED });
  pipeline(rest, stream, () => {});
  return { stream, headers };
}

async function* counted(file: LocalFile, start: number, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of readRange(file.path, file.label, start, file.size)) {
    onRead(piece.length);
    yield piece;
  }
}

/** @throws FileTrouble when the file is broken */
async function* decompressed(
  file: LocalFile,
  encoding: NonNullable<LocalFile["encoding"]>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const plain = decompressor(encoding);
  pipeline(counted(file, 0, onRead), plain, () => {});
  try {
    for await (const piece of plain as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    if (error instanceof FileTrouble) throw error;
    throw new FileTrouble(`${file.label} cannot be decompressed: ${(error as Error).message}.`, { cause: error });
  }
}

async function* skip(pieces: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const piece of pieces) {
    if (piece.length > left) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}
