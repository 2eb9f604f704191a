/**
 * Reads the framing of an Avro object container file (Avro 1.12 specification, "Object Container
 * Files"). What is not there yet is undefined; a number that no file can mean is a RangeError.
 */
export class AvroCursor {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  /**
   * Reads a long: zig-zag, 7 bits a byte, the lowest first.
   * @throws RangeError beyond the integers that are exact here, or after 10 bytes
   */
  long(): number | undefined {
    let value = 0n;
    for (let index = 0; index < 10; index += 1) {
      const byte = this.bytes[this.at + index];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) {
        this.at += index + 1;
        const long = Number((value >> 1n) ^ -(value & 1n));
        if (!Number.isSafeInteger(long)) throw new RangeError("a number beyond 2^53");
        return long;
      }
    }
    throw new RangeError("a number of more than 10 bytes");
  }

  /** Reads `length` bytes as a view. */
  take(length: number): Uint8Array | undefined {
    if (this.at + length > this.bytes.length) return undefined;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
