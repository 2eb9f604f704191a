import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { type TouchedTimes, touchedTimesSchema } from "@/lib/storage/correlation/touched-times";
import { allowUnpacking } from "@/lib/storage/erase/delete-events";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import type { ImpressionPlace } from "./impression-ref";
import { isRecent } from "./is-recent";

/** Which bid request an impression came from; times are epoch milliseconds. */
export interface ImpressionBidRow extends ImpressionPlace {
  bidId: string | null;
  bidAt: number | null;
}

/**
 * Writes which bid requests impressions came from where it differs, and leaves the others alone, as well as those that
 * are not there any more.
 * @returns when the impressions were that it changed
 */
export async function updateImpressionBids(db: Database, rows: readonly ImpressionBidRow[]): Promise<TouchedTimes[]> {
  if (rows.length === 0) return [];
  const recent = rows.filter((row) => isRecent(row.at));
  // an update unpacks whatever lies beside its rows, so of those only what really differs
  const old = await listDiffering(
    db,
    rows.filter((row) => !isRecent(row.at)),
  );
  if (old.length > 0) await allowUnpacking(db);
  return [...(await update(db, recent)), ...(await update(db, old))];
}

async function update(db: Database, rows: readonly ImpressionBidRow[]): Promise<TouchedTimes[]> {
  if (rows.length === 0) return [];
  const changed = await db.$queryRaw`
    with changed as (
      update impression i set bid_id = w.bid_id, bid_at = w.bid_at
      from (${unnest(rows)}) as w
      where ${isSame(rows)} and (i.bid_id, i.bid_at) is distinct from (w.bid_id, w.bid_at)
      returning i.occurred_at
    )
    select (extract(epoch from min(occurred_at)) * 1000)::float8 as "from",
      (extract(epoch from max(occurred_at)) * 1000)::float8 as "to"
    from changed group by time_bucket(interval '15 minutes', occurred_at)`;
  return z.array(touchedTimesSchema).parse(changed);
}

const differingSchema = z.object({ no: z.bigint() });

async function listDiffering(db: Database, rows: readonly ImpressionBidRow[]): Promise<ImpressionBidRow[]> {
  if (rows.length === 0) return [];
  const found = await db.$queryRaw`
    select w.no
    from (${unnest(rows)}) as w join impression i on ${isSame(rows)}
    where (i.bid_id, i.bid_at) is distinct from (w.bid_id, w.bid_at)`;
  return z
    .array(differingSchema)
    .parse(found)
    .map(({ no }) => rows[Number(no) - 1] as ImpressionBidRow);
}

function isSame(rows: readonly ImpressionBidRow[]): Prisma.Sql {
  const times = rows.map((row) => row.at);
  // constants, so that the planner leaves the other chunks and campaigns out
  return Prisma.sql`i.campaign_id = w.campaign_id and i.occurred_at = w.occurred_at and i.event_id = w.event_id
    and i.campaign_id = any(${pgArray([...new Set(rows.map((row) => row.campaignId))])}::text[])
    and i.occurred_at between ${iso(least(times))}::timestamptz and ${iso(most(times))}::timestamptz`;
}

function unnest(rows: readonly ImpressionBidRow[]): Prisma.Sql {
  return Prisma.sql`
    select * from unnest(
      ${pgArray(rows.map((row) => row.campaignId))}::text[],
      ${pgArray(rows.map((row) => iso(row.at)))}::timestamptz[],
      ${pgArray(rows.map((row) => row.eventId))}::text[],
      ${pgArray(rows.map((row) => row.bidId))}::text[],
      ${pgArray(rows.map((row) => (row.bidAt === null ? null : iso(row.bidAt))))}::timestamptz[]
    ) with ordinality as w (campaign_id, occurred_at, event_id, bid_id, bid_at, no)`;
}

function least(times: readonly number[]): number {
  return times.reduce((a, b) => Math.min(a, b));
}

function most(times: readonly number[]): number {
  return times.reduce((a, b) => Math.max(a, b));
}
