import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso, type RecordOrigin } from "./chunk-key";
import { marksText, parseMissed, type StoredEvent } from "./stored-event";

export interface BidRequestRow extends Omit<StoredEvent, "browser" | "os"> {
  auctionId: string;
  advertiserId: string | null;
  site: string;
  adFormat: string | null;
  bidFloorMicros: number | null;
  /** JSON text. */
  targeting: string | null;
}

/** Stores bid requests. @returns the event ids of those that are stored already, with the same time and campaign */
export async function insertBidRequests(
  db: Database,
  origin: RecordOrigin,
  rows: readonly BidRequestRow[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  return parseMissed(
    await db.$queryRaw`
    with given as (
      select * from unnest(
        ${pgArray(rows.map((row) => row.eventId))}::text[],
        ${pgArray(rows.map((row) => iso(row.occurredAt)))}::timestamptz[],
        ${pgArray(rows.map((row) => row.userKey))}::uuid[],
        ${pgArray(rows.map((row) => row.auctionId))}::text[],
        ${pgArray(rows.map((row) => row.advertiserId))}::text[],
        ${pgArray(rows.map((row) => row.campaignId))}::text[],
        ${pgArray(rows.map((row) => row.site))}::text[],
        ${pgArray(rows.map((row) => row.adFormat))}::text[],
        ${pgArray(rows.map((row) => row.bidFloorMicros))}::bigint[],
        ${pgArray(rows.map((row) => row.device))}::text[],
        ${pgArray(rows.map((row) => row.country))}::text[],
        ${pgArray(rows.map((row) => row.targeting))}::text[],
        ${pgArray(rows.map((row) => row.filterReason))}::text[],
        ${pgArray(rows.map(marksText))}::text[]
      ) as row (event_id, occurred_at, user_key, auction_id, advertiser_id, campaign_id, site, ad_format, bid_floor_micros,
        device, country, targeting, filter_reason, marks)
    ),
    inserted as (
      insert into bid_request (event_id, occurred_at, received_at, source_id, batch_id, user_key, auction_id, advertiser_id,
        campaign_id, site, ad_format, bid_floor_micros, device, country, targeting, filter_reason, marks)
      select event_id, occurred_at, ${iso(origin.receivedAt)}::timestamptz, ${origin.sourceId}, ${origin.batchId}, user_key,
        auction_id, advertiser_id, campaign_id, site, ad_format, bid_floor_micros, device, country, targeting::jsonb, filter_reason,
        string_to_array(marks, ',')
      from given
      order by campaign_id, occurred_at, event_id
      on conflict do nothing
      returning event_id
    )
    select event_id as "eventId" from given where event_id not in (select event_id from inserted)`,
  );
}
