import { inflateRawSync } from "node:zlib";
import { damaged, growsBeyond } from "./block-error";

/** Undoes RFC 1951 deflate, without a wrapper, as Avro writes it. */
export function inflateDeflate(data: Uint8Array, limit: number): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: limit });
  } catch (error) {
    throw error instanceof RangeError ? growsBeyond(limit) : damaged("deflate");
  }
}
