import type { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { Decoded } from "./decode/decoded";
import type { FilterEvents, FilteredRecord } from "./filter/filter-events";
import type { MappedRecord, Mapper, ValueRecord } from "./map/map-records";
import { type Refusal, type RejectedRecord, type Staged, stage } from "./staged";
import { validateEvents } from "./validate/validate-events";

/** What the stages need besides the records; `receivedAt` is epoch milliseconds. */
export interface Understanding {
  mapper: Mapper;
  receivedAt: number;
  retentionDays: number;
  filter: FilterEvents;
  /** What the rules of invalid traffic are set to. */
  traffic: TrafficSettings;
}

/**
 * Takes decoded records through the stages that need nothing but their source: map, validate, filter.
 * Every record is in one of the two lists; `mapped` holds those that came as far as our field names.
 */
export function understand(
  records: readonly Decoded[],
  { mapper, receivedAt, retentionDays, filter, traffic }: Understanding,
): Staged<FilteredRecord> & { mapped: MappedRecord[] } {
  const decoded = stage(records, refuseMalformed);
  const mapped = mapper(decoded.passed, receivedAt);
  const valid = validateEvents(mapped.passed, { receivedAt, retentionDays });
  return {
    mapped: mapped.passed,
    passed: filter(valid.passed, traffic),
    rejected: [...decoded.rejected, ...mapped.rejected, ...valid.rejected],
  };
}

/** Rejects records that the pipeline cannot work through. */
export function refuseRecords(records: readonly Pick<Decoded, "record" | "raw">[], why: string): RejectedRecord[] {
  const message = `The record could not be processed: ${why}`;
  return records.map(({ record, raw }) => ({ record, raw, reason: "unprocessable", field: null, message }));
}

function refuseMalformed(item: Decoded): ValueRecord | Refusal {
  if ("value" in item) return item;
  const [reason, message] =
    "malformed" in item
      ? (["malformed_record", item.malformed] as const)
      : (["unprocessable", item.unprocessable] as const);
  return { rejection: { reason, field: null, message } };
}
