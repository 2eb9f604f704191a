import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso } from "./chunk-key";
import { marksText, type StoredEvent } from "./stored-event";

export interface JourneyEventRow extends Omit<StoredEvent, "browser" | "os"> {
  kind: "impression" | "click" | "conversion";
  creativeId: string | null;
  site: string | null;
  valueMicros: number | null;
  orderId: string | null;
  addressKey: string | null;
}

/** Puts events into the journeys of their users, where correlation finds them. */
export async function insertJourneyEvents(db: Database, rows: readonly JourneyEventRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into journey_event (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country,
      value_micros, order_id, address_key, filtered, marks)
    select user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country, value_micros,
      order_id, address_key, filtered, string_to_array(marks, ',')
    from unnest(
      ${pgArray(rows.map((row) => row.userKey))}::uuid[],
      ${pgArray(rows.map((row) => row.campaignId))}::text[],
      ${pgArray(rows.map((row) => iso(row.occurredAt)))}::timestamptz[],
      ${pgArray(rows.map((row) => row.kind))}::text[],
      ${pgArray(rows.map((row) => row.eventId))}::text[],
      ${pgArray(rows.map((row) => row.creativeId))}::text[],
      ${pgArray(rows.map((row) => row.site))}::text[],
      ${pgArray(rows.map((row) => row.device))}::text[],
      ${pgArray(rows.map((row) => row.country))}::text[],
      ${pgArray(rows.map((row) => row.valueMicros))}::bigint[],
      ${pgArray(rows.map((row) => row.orderId))}::text[],
      ${pgArray(rows.map((row) => row.addressKey))}::uuid[],
      ${pgArray(rows.map((row) => row.filterReason !== null))}::boolean[],
      ${pgArray(rows.map(marksText))}::text[]
    ) as row (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country, value_micros,
      order_id, address_key, filtered, marks)
    order by user_key, campaign_id, occurred_at, kind, event_id
    on conflict do nothing`;
}
