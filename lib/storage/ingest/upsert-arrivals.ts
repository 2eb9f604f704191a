import type { EventKind } from "@/lib/contracts/kinds";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso } from "./chunk-key";

/** What came twice or late of a campaign in a quarter of an hour of event time. */
export interface ArrivalRow {
  campaignId: string;
  kind: EventKind;
  /** Its start, epoch milliseconds. */
  bucket: number;
  duplicate: number;
  late: number;
}

/** Adds to what came twice or late; each campaign, kind and quarter at most once in the rows. */
export async function upsertArrivals(db: Database, rows: readonly ArrivalRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into campaign_arrival as known (campaign_id, kind, bucket, duplicate, late)
    select * from unnest(
      ${pgArray(rows.map((row) => row.campaignId))}::text[],
      ${pgArray(rows.map((row) => row.kind))}::text[],
      ${pgArray(rows.map((row) => iso(row.bucket)))}::timestamptz[],
      ${pgArray(rows.map((row) => row.duplicate))}::integer[],
      ${pgArray(rows.map((row) => row.late))}::integer[]
    ) as row (campaign_id, kind, bucket, duplicate, late)
    order by campaign_id, kind, bucket
    on conflict (campaign_id, kind, bucket) do update
    set duplicate = known.duplicate + excluded.duplicate, late = known.late + excluded.late`;
}
