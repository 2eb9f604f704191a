import { Decompress } from "fzstd";
import { PieceReader } from "../piece-reader";
import { DamagedData } from "./damaged-data";
import { type WorkAccount, WorkBudget } from "./work-budget";
import { Xxh64 } from "./xxh64";
import { readZstdBlock, readZstdFrame, type ZstdFrame, zstdHeaderBytes } from "./zstd-frame";

const magic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

/**
 * Decompresses zstd (RFC 8878): frames and skippable frames, one after the other. The framing is read
 * here, so that what is given to fzstd is one sound block after the other; fzstd itself would take a
 * window of 2 GB, blocks of any size, and a damaged body as long as it likes, and it passes over checksums.
 * @throws DamagedData, whatever `pieces` throws
 */
export async function* unzstd(
  pieces: AsyncIterable<Uint8Array>,
  account?: WorkAccount,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = new PieceReader(pieces);
  const budget = new WorkBudget(account);
  try {
    let frames = 0;
    for (; await reader.fill(1); frames += 1) {
      await need(reader, 5);
      const start = reader.unread.readUInt32LE();
      if (start === magic) yield* decodeFrame(reader, budget);
      else if ((start & 0xfffffff0) === skippableMagic) await skipFrame(reader);
      else throw new DamagedData(frames === 0 ? "it is no zstd data" : "something else follows it");
    }
  } finally {
    await reader.close();
  }
}

async function* decodeFrame(reader: PieceReader, budget: WorkBudget): AsyncGenerator<Uint8Array, void, void> {
  const headerBytes = zstdHeaderBytes(reader.unread);
  await need(reader, headerBytes);
  const header = reader.take(headerBytes);
  const frame = readZstdFrame(header);
  const made: Uint8Array[] = [];
  const decoder = new Decompress((piece) => made.push(piece));
  await budget.run(() => decoder.push(header));
  const hash = frame.hasChecksum ? new Xxh64() : undefined;
  let size = 0;
  let block: Block;
  do {
    block = await readBlock(reader, frame);
    const { bytes, isLast } = block;
    await budget.run(() => decoder.push(bytes, isLast));
    for (const piece of made.splice(0)) {
      size += piece.length;
      hash?.update(piece);
      budget.earn(piece.length);
      if (piece.length > 0) yield piece;
    }
  } while (!block.isLast);
  // its lowest 4 bytes (RFC 8878, section 3.1.1)
  if (hash && Number(hash.digest() & 0xffff_ffffn) !== block.bytes.readUInt32LE(block.bytes.length - 4)) {
    throw new DamagedData("a frame has not the checksum that it says");
  }
  if (frame.contentBytes !== undefined && frame.contentBytes !== size) {
    throw new DamagedData(`a frame has ${size} bytes, not the ${frame.contentBytes} that it says`);
  }
}

interface Block {
  bytes: Buffer;
  isLast: boolean;
}

/** Gives the bytes of the next block with its header; the frame's checksum with its last one. */
async function readBlock(reader: PieceReader, frame: ZstdFrame): Promise<Block> {
  await need(reader, 3);
  const { bytes, isLast } = readZstdBlock(reader.unread, frame.windowBytes);
  const length = 3 + bytes + (isLast && frame.hasChecksum ? 4 : 0);
  await need(reader, length);
  return { bytes: reader.take(length), isLast };
}

async function skipFrame(reader: PieceReader): Promise<void> {
  await need(reader, 8);
  let left = reader.take(8).readUInt32LE(4);
  while (left > 0) {
    await need(reader, 1);
    left -= reader.take(Math.min(left, reader.unread.length)).length;
  }
}

async function need(reader: PieceReader, length: number): Promise<void> {
  if (!(await reader.fill(length))) throw new DamagedData("it is cut off");
}
