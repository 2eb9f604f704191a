import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso, type RecordOrigin } from "./chunk-key";
import { marksText, parseMissed, type StoredEvent } from "./stored-event";

export interface ImpressionRow extends StoredEvent {
  creativeId: string;
  site: string;
  placement: string | null;
  auctionId: string | null;
  costMicros: number;
  viewable: boolean | null;
  /** The bid request that it came from, as far as it is known; `bidAt` is epoch milliseconds. */
  bidId: string | null;
  bidAt: number | null;
}

/** Stores impressions. @returns the event ids of those that are stored already, with the same time and campaign */
export async function insertImpressions(
  db: Database,
  origin: RecordOrigin,
  rows: readonly ImpressionRow[],
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
        ${pgArray(rows.map((row) => row.placement))}::text[],
        ${pgArray(rows.map((row) => row.auctionId))}::text[],
        ${pgArray(rows.map((row) => row.costMicros))}::bigint[],
        ${pgArray(rows.map((row) => row.viewable))}::boolean[],
        ${pgArray(rows.map((row) => row.device))}::text[],
        ${pgArray(rows.map((row) => row.browser))}::text[],
        ${pgArray(rows.map((row) => row.os))}::text[],
        ${pgArray(rows.map((row) => row.country))}::text[],
        ${pgArray(rows.map((row) => row.filterReason))}::text[],
        ${pgArray(rows.map(marksText))}::text[],
        ${pgArray(rows.map((row) => row.bidId))}::text[],
        ${pgArray(rows.map((row) => (row.bidAt === null ? null : iso(row.bidAt))))}::timestamptz[]
      ) as row (event_id, occurred_at, user_key, campaign_id, creative_id, site, placement, auction_id, cost_micros,
        viewable, device, browser, os, country, filter_reason, marks, bid_id, bid_at)
    ),
    inserted as (
      insert into impression (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, creative_id,
        site, placement, auction_id, cost_micros, viewable, device, browser, os, country, filter_reason, marks, bid_id, bid_at)
      select event_id, occurred_at, ${iso(origin.receivedAt)}::timestamptz, ${origin.sourceId}, ${origin.batchId}, user_key,
        campaign_id, creative_id, site, placement, auction_id, cost_micros, viewable, device, browser, os, country, filter_reason,
        string_to_array(marks, ','), bid_id, bid_at
      from given
      order by campaign_id, occurred_at, event_id
      on conflict do nothing
      returning event_id
    )
    select event_id as "eventId" from given where event_id not in (select event_id from inserted)`,
  );
}
