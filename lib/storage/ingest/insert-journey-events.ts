import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso } from "./chunk-key";
import type { StoredEvent } from "./stored-event";

export interface JourneyEventRow extends Omit<StoredEvent, "browser" | "os"> {
  kind: "impression" | "click" | "conversion";
  creativeId: string | null;
  site: string | null;
  valueMicros: number | null;
}

/** Puts events into the journeys of their users, where correlation finds them. */
export async function insertJourneyEvents(db: Database, rows: readonly JourneyEventRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into journey_event (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country,
      value_micros, filtered)
    select * from unnest(
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
      ${pgArray(rows.map((row) => row.filterReason !== null))}::boolean[]
    ) as row (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country, value_micros, filtered)
    order by user_key, campaign_id, occurred_at, kind, event_id
    on conflict do nothing`;
}
