import { maxRecordBytes } from "@/lib/contracts/chunk";
import { Budget } from "./budget";

/** The bytes are no Avro data of their schema. */
export class AvroError extends Error {
  override readonly name = "AvroError";
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** Items of arrays and maps can be written in no bytes at all (nulls), so their number is limited by itself. */
const maxItems = 1_000_000;
/** A place in an array that has grown; a map's entry is more, and adds it. */
const bytesOfItem = 16;

/**
 * Reads the primitive types of Avro 1.11 binary encoding from bytes, never past their end: avsc reads
 * on in silence there, and then loops over lengths that it made up.
 */
export class AvroCursor {
  pos = 0;
  #items = 0;
  #end: number;
  readonly #view: DataView;
  readonly #text: Buffer;

  constructor(
    readonly bytes: Uint8Array,
    readonly budget = new Budget(),
  ) {
    this.#end = bytes.byteLength;
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.bytes.byteLength - this.pos;
  }

  /** From here on reads one record: at most as much as the door takes for one. */
  beginRecord(): void {
    this.#end = Math.min(this.bytes.byteLength, this.pos + maxRecordBytes);
  }

  /** A long or int: a number, or its digits when a number would not keep them. */
  long(): number | string {
    const start = this.pos;
    let value = 0;
    for (let scale = 1; scale < 2 ** 49; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    this.pos = start;
    return this.#longerThan49Bits();
  }

  /** A length or count: never negative, never more than a number keeps. */
  length(): number {
    const length = this.long();
    if (typeof length !== "number" || length < 0) throw new AvroError(`A length is ${length}.`);
    return length;
  }

  /** The number of items in the next block of an array or map; 0 ends it. */
  itemCount(): number {
    const written = this.long();
    // a negative count is followed by the size of the block in bytes
    if (typeof written === "number" && written < 0) this.length();
    const count = Math.abs(Number(written));
    this.#items += count;
    if (this.#items > maxItems) throw new AvroError(`There are more than ${maxItems} items in arrays and maps.`);
    this.budget.spend(count * bytesOfItem);
    return count;
  }

  boolean(): boolean {
    const byte = this.byte();
    if (byte > 1) throw new AvroError(`A boolean is ${byte}.`);
    return byte === 1;
  }

  float(): number {
    return this.#view.getFloat32(this.#advance(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.#advance(8), true);
  }

  /** The next `length` bytes, as a view. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.bytes.subarray(start, start + length);
  }

  string(): string {
    const bytes = this.take(this.length());
    this.budget.spend(bytes.byteLength * 2 + 32);
    return isShortAscii(bytes)
      ? this.#text.toString("latin1", this.pos - bytes.byteLength, this.pos)
      : utf8.decode(bytes);
  }

  byte(): number {
    return this.bytes[this.#advance(1)] as number;
  }

  #advance(length: number): number {
    if (length > this.#end - this.pos) throw this.#beyondEnd(length);
    const start = this.pos;
    this.pos += length;
    return start;
  }

  #beyondEnd(length: number): AvroError {
    if (length > this.remaining) return new AvroError(`The data ends ${length - this.remaining} bytes too early.`);
    return new AvroError(`The record is larger than ${maxRecordBytes / 1024 ** 2} MB.`);
  }

  #longerThan49Bits(): number | string {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        const signed = BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
        const number = Number(signed);
        return Number.isSafeInteger(number) ? number : signed.toString();
      }
    }
    throw new AvroError("A long has more than 10 bytes.");
  }
}

/** Most text in events; a decoder of UTF-8 costs several times as much for it. */
function isShortAscii(bytes: Uint8Array): boolean {
  if (bytes.length > 128) return false;
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) > 127) return false;
  return true;
}
