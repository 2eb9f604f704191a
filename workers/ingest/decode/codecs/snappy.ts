import { damaged, growsBeyond } from "./block-error";
import { crc32 } from "./crc32";

const checksumBytes = 4;

/**
 * Undoes the codec `snappy` (google/snappy, "format_description.txt"): behind the data stands the
 * big-endian CRC-32 of what it says (Avro 1.12, "Required Codecs"). Read here and not with snappyjs,
 * which runs for ever over some damaged lengths.
 */
export function inflateSnappy(data: Uint8Array, limit: number): Uint8Array {
  const body = data.subarray(0, Math.max(0, data.length - checksumBytes));
  const { length, start } = claimedLength(body);
  if (length > limit) throw growsBeyond(limit);
  const output = new Uint8Array(length);
  if (copyElements(body, start, output) !== length) throw damaged("snappy");
  const written = new DataView(data.buffer, data.byteOffset + body.length, checksumBytes).getUint32(0);
  if (written !== crc32(output)) throw damaged("snappy");
  return output;
}

function claimedLength(body: Uint8Array): { length: number; start: number } {
  let length = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = body[index] ?? 255;
    length += (byte & 127) * 128 ** index;
    if (byte < 128) return { length, start: index + 1 };
  }
  throw damaged("snappy");
}

/** @returns how many bytes were written */
function copyElements(body: Uint8Array, start: number, output: Uint8Array): number {
  let at = start;
  let written = 0;
  while (at < body.length) {
    const element = body[at] as number;
    const kind = element & 3;
    // a literal's length of more than 60 stands in the next one to four bytes, a copy's offset in one, two or four
    const more = kind === 0 ? Math.max(0, (element >> 2) - 59) : ([1, 2, 4][kind - 1] as number);
    if (at + more >= body.length) throw damaged("snappy");
    const number = littleEndian(body, at + 1, more);
    at += 1 + more;
    if (kind === 0) {
      const length = (more === 0 ? element >> 2 : number) + 1;
      if (at + length > body.length || written + length > output.length) throw damaged("snappy");
      output.set(body.subarray(at, at + length), written);
      at += length;
      written += length;
    } else {
      const length = kind === 1 ? ((element >> 2) & 7) + 4 : (element >> 2) + 1;
      const offset = kind === 1 ? number + (element >> 5) * 256 : number;
      if (offset === 0 || offset > written || written + length > output.length) throw damaged("snappy");
      // byte by byte: a copy may reach into what it writes
      for (let end = written + length; written < end; written += 1)
        output[written] = output[written - offset] as number;
    }
  }
  return written;
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] as number);
  return value;
}
