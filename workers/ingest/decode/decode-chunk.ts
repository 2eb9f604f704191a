import type { ChunkHeader } from "@/lib/contracts/chunk";
import { decodeAvro } from "./decode-avro";
import { decodeCsv } from "./decode-csv";
import { decodeJson } from "./decode-json";
import { type DecodedRecord, noRaw, type Outcome } from "./decoded";

/** What a decoder has to know of a chunk. */
export type ChunkFrame = Pick<ChunkHeader, "format" | "records" | "firstRecord" | "delimiter">;

/**
 * Decodes the bytes of a chunk into exactly `header.records` outcomes, whatever the bytes are: what
 * cannot be read is malformed, and so is what was announced and is not there.
 * Records beyond the announced number are told of in the last outcome, which counts as malformed.
 */
export async function decodeChunk(header: ChunkFrame, bytes: Uint8Array): Promise<DecodedRecord[]> {
  const outcomes = exactly(header.records, await decode(header, bytes));
  return outcomes.map((outcome, index) => ({ record: header.firstRecord + index, ...outcome }));
}

interface Found {
  outcomes: Outcome[];
  /** How many records the bytes hold, when that is more than was decoded. */
  found?: number;
}

async function decode(header: ChunkFrame, bytes: Uint8Array): Promise<Found> {
  try {
    if (header.format === "avro") return await decodeAvro(bytes, header.records);
    return {
      outcomes: header.format === "csv" ? decodeCsv(bytes, header.delimiter ?? ",") : decodeJson(bytes),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const malformed = `The chunk cannot be read: ${why} Its bytes are kept with record ${header.firstRecord}.`;
    const outcomes = Array.from({ length: header.records }, (_, index) => ({
      malformed,
      raw: index === 0 ? () => bytes : noRaw,
    }));
    return { outcomes };
  }
}

function exactly(announced: number, { outcomes, found = outcomes.length }: Found): Outcome[] {
  if (found > announced) {
    const malformed = `The chunk announced ${announced} records but holds ${found}; this one and those after it are not counted.`;
    const last = outcomes[announced - 1];
    return last ? [...outcomes.slice(0, announced - 1), { malformed, raw: last.raw }] : [];
  }
  const malformed = `The chunk announced ${announced} records but holds ${outcomes.length}.`;
  const missing = Array.from({ length: announced - outcomes.length }, () => ({ malformed, raw: noRaw }));
  return [...outcomes, ...missing];
}
