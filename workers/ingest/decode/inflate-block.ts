import { inflateRawSync } from "node:zlib";
import { AvroError } from "./avro-cursor";

const maxInflatedBytes = 64 * 1024 * 1024;
/** No block of honest records shrinks further; deflate itself ends at about 1,030. */
const maxRatio = 200;
const alwaysAllowedBytes = 4 * 1024 * 1024;

/**
 * Undoes the codec of one block.
 * @throws AvroError when the codec is not known, the data is damaged, or it grows beyond the limits.
 */
export async function inflateBlock(codec: string, data: Uint8Array): Promise<Uint8Array> {
  if (codec === "null") return data;
  if (codec !== "deflate") throw new AvroError(`The codec "${codec}" is not supported; use null or deflate.`);
  const limit = Math.min(maxInflatedBytes, Math.max(alwaysAllowedBytes, data.byteLength * maxRatio));
  try {
    return inflateRawSync(data, { maxOutputLength: limit });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw new AvroError(tooLarge ? `The block grows beyond ${limit} bytes.` : "The block's deflate data is damaged.");
  }
}
