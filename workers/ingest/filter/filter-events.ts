import type { ValidRecord } from "../validate/validate-events";
import { filterReasonOf } from "./rules";

/** A valid record, marked when it is invalid traffic. */
export type FilteredRecord = ValidRecord & {
  /** The rule that marks it; null for valid traffic. */
  filterReason: string | null;
};

/** Marks invalid traffic, and removes nothing. Without a user agent there is nothing to judge. */
export function filterEvents(records: readonly ValidRecord[]): FilteredRecord[] {
  return records.map((record) => {
    const { userAgent } = record.event;
    return { filterReason: userAgent === undefined ? null : filterReasonOf(userAgent), ...record };
  });
}
