import type { ChunkHeader } from "@/lib/contracts/chunk";
import type { Rejection } from "@/lib/contracts/reject-reasons";
import { decodeChunk } from "./decode/decode-chunk";
import type { Decoded } from "./decode/decoded";
import { type FilteredRecord, filterEvents } from "./filter/filter-events";
import type { Mapper, ValueRecord } from "./map/map-records";
import { type RejectedRecord, type Staged, stage } from "./staged";
import { validateEvents } from "./validate/validate-events";

/**
 * Takes a chunk through the stages that need nothing but its bytes and its source: decode, map,
 * validate, filter. Every record of the header is in one of the two lists.
 */
export function understand(
  header: ChunkHeader,
  bytes: Uint8Array,
  { mapper, retentionDays }: { mapper: Mapper; retentionDays: number },
): Staged<FilteredRecord> {
  const receivedAt = Date.parse(header.receivedAt);
  const decoded = stage(decodeChunk(header, bytes), refuseMalformed);
  const mapped = mapper(decoded.passed, receivedAt);
  const valid = validateEvents(mapped.passed, { receivedAt, retentionDays });
  return {
    passed: filterEvents(valid.passed),
    rejected: [...decoded.rejected, ...mapped.rejected, ...valid.rejected],
  };
}

/** Rejects every record of a chunk that the pipeline cannot work through, keeping what was sent. */
export function refuseChunk(header: ChunkHeader, bytes: Uint8Array, why: string): RejectedRecord[] {
  const message = `The record could not be processed: ${why}`;
  return decodeChunk(header, bytes).map(({ record, raw }) => ({
    record,
    raw,
    reason: "unprocessable",
    field: null,
    message,
  }));
}

function refuseMalformed(item: Decoded): ValueRecord | { rejection: Rejection } {
  if ("value" in item) return item;
  return { rejection: { reason: "malformed_record", field: null, message: item.malformed } };
}
