import type { ChunkHeader } from "@/lib/contracts/chunk";
import { decodeFrames } from "@/lib/contracts/frames";
import { type Decoded, noRaw } from "../decode/decoded";

/**
 * Gives the records of a chunk that could not be decoded, with what was sent: text records stand in
 * frames of their own; of anything else the bytes are kept with the first record.
 * @param why as the end of a sentence
 */
export function keepUndecoded(header: ChunkHeader, bytes: Uint8Array, why: string): Decoded[] {
  const { firstRecord, records } = header;
  const frames = framesOf(header, bytes);
  const where = frames ? "" : ` The chunk's bytes are kept with record ${firstRecord}.`;
  const unprocessable = `The record could not be decoded in its chunk: ${why}${where}`;
  return Array.from({ length: records }, (_, index) => {
    const raw = frames ? frames[index] : index === 0 ? bytes : undefined;
    return { record: firstRecord + index, unprocessable, raw: raw ? () => raw : noRaw };
  });
}

function framesOf({ format, records }: ChunkHeader, bytes: Uint8Array): Uint8Array[] | undefined {
  if (format === "avro") return undefined;
  try {
    const frames = decodeFrames(bytes).slice(format === "csv" ? 1 : 0);
    return frames.length === records ? frames : undefined;
  } catch {
    return undefined;
  }
}
