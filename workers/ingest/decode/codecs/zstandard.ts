import { Decompress, decompress } from "fzstd";
import { AvroError } from "../avro-cursor";
import { damaged, growsBeyond } from "./block-error";
import { BoundedOutput } from "./bounded-output";

/** What every decoder is to support at least (RFC 8878, 3.1.1.1.2), and what writers stay within. */
const maxWindowBytes = 8 * 1024 * 1024;
const magic = 0xfd2fb528;

interface Frame {
  bytes: Uint8Array;
  /** What it says to hold; undefined when it does not say. */
  contentBytes: number | undefined;
  /** All of the content is the window. */
  isSingleSegment: boolean;
}

/** Undoes the codec `zstandard` (RFC 8878). What a frame claims is checked before its memory is taken. */
export function inflateZstandard(data: Uint8Array, limit: number): Uint8Array {
  const output = new BoundedOutput(limit);
  if (data.length === 0) throw damaged("zstandard");
  for (let rest = data; rest.length > 0; ) {
    const frame = readFrame(rest, limit);
    rest = rest.subarray(frame.bytes.length);
    try {
      inflateFrame(frame, output);
    } catch (error) {
      throw error instanceof AvroError ? error : damaged("zstandard");
    }
  }
  return output.whole();
}

function inflateFrame({ bytes, contentBytes, isSingleSegment }: Frame, output: BoundedOutput): void {
  let length = 0;
  const take = (piece: Uint8Array) => {
    length += piece.length;
    output.push(piece);
  };
  if (isSingleSegment) take(decompress(bytes));
  else new Decompress(take).push(bytes, true);
  if (contentBytes !== undefined && contentBytes !== length) throw damaged("zstandard");
}

/** Reads a frame's header and steps over its blocks (RFC 8878, 3.1.1). */
function readFrame(data: Uint8Array, limit: number): Frame {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  try {
    if (view.getUint32(0, true) !== magic) throw damaged("zstandard");
    const descriptor = view.getUint8(4);
    const isSingleSegment = (descriptor & 32) !== 0;
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number;
    const sizeBytes = descriptor >> 6 === 0 ? Number(isSingleSegment) : 1 << (descriptor >> 6);
    const sizeAt = 5 + Number(!isSingleSegment) + dictionaryBytes;
    const contentBytes = sizeBytes === 0 ? undefined : contentSize(view, sizeAt, sizeBytes);
    if (contentBytes !== undefined && contentBytes > limit) throw growsBeyond(limit);
    if (!isSingleSegment) requireWindow(view.getUint8(5));
    const end = endOfBlocks(view, sizeAt + sizeBytes) + (descriptor & 4);
    if (end > data.length) throw damaged("zstandard");
    return { bytes: data.subarray(0, end), contentBytes, isSingleSegment };
  } catch (error) {
    throw error instanceof AvroError ? error : damaged("zstandard");
  }
}

function contentSize(view: DataView, at: number, length: number): number {
  if (length === 1) return view.getUint8(at);
  if (length === 2) return view.getUint16(at, true) + 256;
  return length === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

function requireWindow(byte: number): void {
  const base = 2 ** (10 + (byte >> 3));
  const window = base + (base / 8) * (byte & 7);
  if (window > maxWindowBytes) {
    throw new AvroError(`The block's zstandard window has ${window} bytes; write it with at most ${maxWindowBytes}.`);
  }
}

function endOfBlocks(view: DataView, start: number): number {
  for (let at = start; ; ) {
    const header = view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
    const isRepeated = ((header >> 1) & 3) === 1;
    at += 3 + (isRepeated ? 1 : header >> 3);
    if (header & 1) return at;
  }
}
