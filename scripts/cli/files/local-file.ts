import { createHash } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { CliError, FileTrouble, Interrupted, reasonOf, UsageError } from "../cli-error";
import { decompressHead } from "./decompress";
import { type Encoding, type FileFormat, tellContentType, tellEncoding } from "./tell-format";

const headBytes = 64 * 1024;

/** A file as it was when it was looked at. */
export interface LocalFile extends FileFormat {
  path: string;
  /** What it is called in messages. */
  label: string;
  size: number;
  mtimeMs: number;
  /** Of all its bytes, in hexadecimal. */
  sha256: string;
}

/** What the user says of a file; what is not said is found out. */
export interface SaidFormat {
  contentType?: string;
  encoding?: Encoding | "identity";
}

/**
 * Reads a file through once: how it is announced, and the hash of its content.
 * @throws FileTrouble when it cannot be read, UsageError when nothing tells what it holds
 */
export async function openLocalFile(
  path: string,
  said: SaidFormat,
  options: { label?: string; onRead?: (position: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<LocalFile> {
  const label = options.label ?? path;
  const seen = await look(path, label);
  if (!seen.isFile()) throw new UsageError(`${label} is not a file: pipe it in, and write - for its name.`);
  const { size, mtimeMs } = seen;
  const head = await readHead(path, label);
  const encoding = said.encoding === undefined ? tellEncoding(label, head) : asEncoding(said.encoding);
  const contentType = said.contentType ?? tellContentType(label, await decompressHead(head, encoding));
  const hash = createHash("sha256");
  let position = 0;
  for await (const piece of readRange(path, label, 0, size, options.signal)) {
    hash.update(piece);
    position += piece.length;
    options.onRead?.(position, size);
  }
  return { path, label, size, mtimeMs, encoding, contentType, sha256: hash.digest("hex") };
}

/**
 * The bytes of a file from `start` to in front of `end`, exactly so many.
 * @throws FileTrouble, also when the file has become shorter; Interrupted
 */
export async function* readRange(
  path: string,
  label: string,
  start: number,
  end: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  if (start >= end) return;
  let left = end - start;
  const stream: ReadStream = createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 });
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      if (signal?.aborted) throw new Interrupted();
      left -= piece.length;
      yield piece;
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new FileTrouble(`${label} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  if (left > 0) throw changed(label);
}

/** @throws FileTrouble when the file is no longer what it was: its key would stand for something else */
export async function requireUnchanged(file: LocalFile): Promise<void> {
  const { size, mtimeMs } = await look(file.path, file.label);
  if (size !== file.size || mtimeMs !== file.mtimeMs) throw changed(file.label);
}

function changed(label: string): FileTrouble {
  return new FileTrouble(`${label} was changed while it was being sent: send it again when it is complete.`);
}

function asEncoding(said: Encoding | "identity"): Encoding | null {
  return said === "identity" ? null : said;
}

async function look(path: string, label: string) {
  return stat(path).catch((error: unknown) => {
    throw new FileTrouble(`${label} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
}

async function readHead(path: string, label: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new FileTrouble(`${label} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}
