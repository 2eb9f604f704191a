import bzip from "seek-bzip";
import { AvroError } from "../avro-cursor";
import { damaged } from "./block-error";
import { BoundedOutput } from "./bounded-output";

const pieceBytes = 64 * 1024;

/** Undoes the codec `bzip2`; the library checks the sums of each of its blocks. */
export function inflateBzip2(data: Uint8Array, limit: number): Uint8Array {
  const output = new BoundedOutput(limit);
  const piece = new Uint8Array(pieceBytes);
  let filled = 0;
  const writeByte = (byte: number) => {
    piece[filled] = byte;
    filled += 1;
    if (filled === pieceBytes) {
      output.push(piece);
      filled = 0;
    }
  };
  try {
    bzip.decode(new Input(data), { writeByte });
  } catch (error) {
    throw error instanceof AvroError ? error : damaged("bzip2");
  }
  output.push(piece.subarray(0, filled));
  return output.whole();
}

/** Without an `eof`, so that the library does not take the end of the data for the end of the stream. */
class Input {
  #at = 0;

  constructor(readonly data: Uint8Array) {}

  readByte(): number {
    const byte = this.data[this.#at];
    if (byte === undefined) throw damaged("bzip2");
    this.#at += 1;
    return byte;
  }

  read(buffer: Uint8Array, offset: number, length: number): number {
    for (let index = 0; index < length; index += 1) buffer[offset + index] = this.readByte();
    return length;
  }
}
