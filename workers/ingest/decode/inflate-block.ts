import { AvroError } from "./avro-cursor";
import { inflateBzip2 } from "./codecs/bzip2";
import { inflateDeflate } from "./codecs/deflate";
import { inflateSnappy } from "./codecs/snappy";
import { inflateXz } from "./codecs/xz";
import { inflateZstandard } from "./codecs/zstandard";

const maxInflatedBytes = 64 * 1024 * 1024;
/** No block of honest records shrinks further; deflate itself ends at about 1,030. */
const maxRatio = 200;
const alwaysAllowedBytes = 4 * 1024 * 1024;

/** The codecs of Avro 1.12, "Required Codecs" and "Optional Codecs". */
const codecs = new Map<string, (data: Uint8Array, limit: number) => Uint8Array | Promise<Uint8Array>>([
  ["null", (data) => data],
  ["deflate", inflateDeflate],
  ["snappy", inflateSnappy],
  ["zstandard", inflateZstandard],
  ["bzip2", inflateBzip2],
  ["xz", inflateXz],
]);

/**
 * Undoes the codec of one block.
 * @throws AvroError when the codec is not known, the data is damaged, or it grows beyond the limits.
 */
export async function inflateBlock(codec: string, data: Uint8Array): Promise<Uint8Array> {
  const inflate = codecs.get(codec);
  if (!inflate) {
    throw new AvroError(`The codec "${codec}" is not supported; use one of ${[...codecs.keys()].join(", ")}.`);
  }
  return inflate(data, Math.min(maxInflatedBytes, Math.max(alwaysAllowedBytes, data.byteLength * maxRatio)));
}
