import type { ArrivalRow } from "@/lib/storage/ingest/upsert-arrivals";
import type { IdentifiedRecord } from "../deduplicate/identify";

/** An event that arrives longer than this after it happened is late. */
const lateMs = 3_600_000;
const bucketMs = 900_000;

/**
 * Counts duplicates and late events by campaign, kind and quarter of an hour of event time: what the campaign's
 * aggregates cannot tell.
 * @param receivedAt of the batch, epoch milliseconds
 */
export function toArrivalRows(
  { stored, duplicates }: { stored: readonly IdentifiedRecord[]; duplicates: readonly IdentifiedRecord[] },
  receivedAt: number,
): ArrivalRow[] {
  const rows = new Map<string, ArrivalRow>();
  const rowOf = ({ campaignId, kind, event }: IdentifiedRecord): ArrivalRow => {
    const bucket = Math.floor(event.occurredAt / bucketMs) * bucketMs;
    const key = `${kind} ${bucket} ${campaignId}`;
    const row = rows.get(key) ?? { campaignId, kind, bucket, duplicate: 0, late: 0 };
    rows.set(key, row);
    return row;
  };
  for (const record of duplicates) rowOf(record).duplicate += 1;
  for (const record of stored) if (receivedAt - record.event.occurredAt > lateMs) rowOf(record).late += 1;
  return [...rows.values()];
}
