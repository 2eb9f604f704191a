import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso, type RecordOrigin } from "./chunk-key";
import { marksText, parseMissed, type StoredEvent } from "./stored-event";

export interface ConversionRow extends Omit<StoredEvent, "browser" | "os"> {
  creativeId: string | null;
  site: string | null;
  conversionType: string;
  valueMicros: number;
  orderId: string | null;
}

/** Stores conversions. @returns the event ids of those that are stored already, with the same time and campaign */
export async function insertConversions(
  db: Database,
  origin: RecordOrigin,
  rows: readonly ConversionRow[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  return parseMissed(
    await db.$queryRaw`
    with given as (
      select * from unnest(
        ${pgArray(rows.map((row) => row.eventId))}::text[],
        ${pgArray(rows.map((row) => iso(row.occurredAt)))}::timestamptz[],
        ${pgArray(rows.map((row) => row.userKey))}::uuid[],
        ${pgArray(rows.map((row) => row.campaignId))}::text[],
        ${pgArray(rows.map((row) => row.creativeId))}::text[],
        ${pgArray(rows.map((row) => row.site))}::text[],
        ${pgArray(rows.map((row) => row.conversionType))}::text[],
        ${pgArray(rows.map((row) => row.valueMicros))}::bigint[],
        ${pgArray(rows.map((row) => row.orderId))}::text[],
        ${pgArray(rows.map((row) => row.device))}::text[],
        ${pgArray(rows.map((row) => row.country))}::text[],
        ${pgArray(rows.map((row) => row.filterReason))}::text[],
        ${pgArray(rows.map(marksText))}::text[]
      ) as row (event_id, occurred_at, user_key, campaign_id, creative_id, site, conversion_type, value_micros, order_id,
        device, country, filter_reason, marks)
    ),
    inserted as (
      insert into conversion (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, creative_id,
        site, conversion_type, value_micros, order_id, device, country, filter_reason, marks)
      select event_id, occurred_at, ${iso(origin.receivedAt)}::timestamptz, ${origin.sourceId}, ${origin.batchId}, user_key,
        campaign_id, creative_id, site, conversion_type, value_micros, order_id, device, country, filter_reason,
        string_to_array(marks, ',')
      from given
      order by campaign_id, occurred_at, event_id
      on conflict do nothing
      returning event_id
    )
    select event_id as "eventId" from given where event_id not in (select event_id from inserted)`,
  );
}
