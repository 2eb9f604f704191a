import { DamagedData } from "./damaged-data";

/** RFC 8878, section 3.1.1.1.2: a decoder should take windows of up to 8 MB, and may refuse larger ones. */
export const maxWindowBytes = 8 * 1024 * 1024;
const largestHeaderBytes = 18;

export interface ZstdFrame {
  /** Of the frame's header with its magic number. */
  headerBytes: number;
  windowBytes: number;
  hasChecksum: boolean;
  /** How many bytes it becomes, when it says so. */
  contentBytes: number | undefined;
}

/** What a block says in its 3 bytes (RFC 8878, section 3.1.1.2). */
export interface ZstdBlock {
  isLast: boolean;
  /** Of what follows those 3 bytes. */
  bytes: number;
}

/** Gives the length of a frame header from its first 5 bytes (RFC 8878, section 3.1.1.1). */
export function zstdHeaderBytes(start: Uint8Array): number {
  const { isSingle, dictionaryBytes, sizeBytes } = readDescriptor(start[4] ?? 0);
  return Math.min(largestHeaderBytes, 5 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes);
}

/**
 * Reads a frame header, all of which is there.
 * @throws DamagedData when it is none that can be read here
 */
export function readZstdFrame(header: Buffer): ZstdFrame {
  const descriptor = header[4] ?? 0;
  const { isSingle, dictionaryBytes, sizeBytes } = readDescriptor(descriptor);
  if ((descriptor & 8) !== 0) throw new DamagedData("a reserved bit of a frame header is set");
  const sizeAt = header.length - sizeBytes;
  if (header.subarray(sizeAt - dictionaryBytes, sizeAt).some((byte) => byte !== 0)) {
    throw new DamagedData("it was compressed with a dictionary; compress without one");
  }
  const contentBytes = readContentSize(header.subarray(sizeAt));
  const windowBytes = isSingle ? (contentBytes ?? 0) : readWindow(header[5] ?? 0);
  if (windowBytes > maxWindowBytes) {
    const message = `it wants a window of ${windowBytes} bytes; compress with one of at most ${maxWindowBytes}, as levels up to 19 do`;
    throw new DamagedData(message, "too_large");
  }
  return { headerBytes: header.length, windowBytes, hasChecksum: (descriptor & 4) !== 0, contentBytes };
}

/** @throws DamagedData for a block that no frame of this window can have */
export function readZstdBlock(header: Uint8Array, windowBytes: number): ZstdBlock {
  const bits = (header[0] ?? 0) | ((header[1] ?? 0) << 8) | ((header[2] ?? 0) << 16);
  const type = (bits >> 1) & 3;
  const size = bits >> 3;
  if (type === 3) throw new DamagedData("a block is of no known type");
  if (size > Math.min(windowBytes, 128 * 1024)) throw new DamagedData("a block is too large");
  return { isLast: (bits & 1) === 1, bytes: type === 1 ? 1 : size };
}

function readDescriptor(byte: number): { isSingle: boolean; dictionaryBytes: number; sizeBytes: number } {
  const isSingle = ((byte >> 5) & 1) === 1;
  const sizeFlag = byte >> 6;
  return {
    isSingle,
    dictionaryBytes: [0, 1, 2, 4][byte & 3] ?? 0,
    sizeBytes: sizeFlag === 0 ? Number(isSingle) : 1 << sizeFlag,
  };
}

function readWindow(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

function readContentSize(bytes: Buffer): number | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE());
  return bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);
}
