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
      ${rows.map((row) => row.userKey)}::uuid[],
      ${rows.map((row) => row.campaignId)}::text[],
      ${rows.map((row) => iso(row.occurredAt))}::timestamptz[],
      ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.eventId)}::text[],
      ${rows.map((row) => row.creativeId)}::text[],
      ${rows.map((row) => row.site)}::text[],
      ${rows.map((row) => row.device)}::text[],
      ${rows.map((row) => row.country)}::text[],
      ${rows.map((row) => row.valueMicros)}::bigint[],
      ${rows.map((row) => row.filterReason !== null)}::boolean[]
    ) as row (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country, value_micros, filtered)
    order by user_key, campaign_id, occurred_at, kind, event_id
    on conflict do nothing`;
}
