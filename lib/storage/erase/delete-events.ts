import { z } from "zod";
import { iso } from "@/lib/storage/ingest/chunk-key";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import type { EventRef } from "./list-user-events";

const rowSchema = z.object({
  sourceId: z.string(),
  batchId: z.string(),
  receivedAt: z.date(),
  /** Of a bid request. */
  auctionId: z.string().nullable(),
});
/** An event that was deleted, and where it had come from. */
export type DeletedEvent = EventRef & z.infer<typeof rowSchema>;

/**
 * Lets this transaction delete from compressed chunks as much as it has to: TimescaleDB allows 100,000 rows to
 * be unpacked, and each deleted one unpacks up to a thousand that lie beside it.
 */
export async function allowUnpacking(db: Database): Promise<void> {
  await db.$executeRaw`select set_config('timescaledb.max_tuples_decompressed_per_dml_transaction', '0', true)`;
}

/**
 * Deletes these events of a user, each by a statement of its own: only constants let TimescaleDB leave out other
 * chunks, and unpack of a compressed one no more than the rows that lie beside it.
 * @returns those that were there
 */
export async function deleteEvents(db: Database, userKey: string, refs: readonly EventRef[]): Promise<DeletedEvent[]> {
  const deleted: DeletedEvent[] = [];
  for (const ref of refs) {
    const auctionId = Prisma.raw(ref.table === "bid_request" ? "auction_id" : "null::text");
    const rows = await db.$queryRaw`
      delete from ${Prisma.raw(ref.table)}
      where campaign_id = ${ref.campaignId} and occurred_at = ${iso(ref.at)}::timestamptz and event_id = ${ref.eventId}
        and user_key = ${userKey}::uuid
      returning source_id as "sourceId", batch_id as "batchId", received_at as "receivedAt",
        ${auctionId} as "auctionId"`;
    deleted.push(
      ...z
        .array(rowSchema)
        .parse(rows)
        .map((row) => ({ ...ref, ...row })),
    );
  }
  return deleted;
}

/** Deletes the credits of these conversions, and gives of how many rows each had. */
export async function deleteCredits(db: Database, conversions: readonly EventRef[]): Promise<number[]> {
  const deleted: number[] = [];
  for (const { campaignId, at, eventId } of conversions) {
    deleted.push(
      await db.$executeRaw`
        delete from conversion_credit
        where campaign_id = ${campaignId} and occurred_at = ${iso(at)}::timestamptz and conversion_id = ${eventId}`,
    );
  }
  return deleted;
}

/** Forgets what the ids of these events stood for; ids that stand for another event by now stay. Gives how many. */
export async function deleteEventKeys(db: Database, refs: readonly EventRef[]): Promise<number> {
  return await db.$executeRaw`
    delete from event_key where (kind, event_id) in (
      select key.kind, key.event_id
      from unnest(
        ${pgArray(refs.map((ref) => ref.table))}::text[],
        ${pgArray(refs.map((ref) => ref.eventId))}::text[],
        ${pgArray(refs.map((ref) => iso(ref.at)))}::timestamptz[]
      ) as ref (kind, event_id, occurred_at)
      join event_key key using (kind, event_id, occurred_at)
      order by key.kind, key.event_id
      for update of key)`;
}

/** Takes these events out of the user's journeys. */
export async function deleteJourneyEvents(db: Database, userKey: string, refs: readonly EventRef[]): Promise<number> {
  return await db.$executeRaw`
    delete from journey_event e
    using unnest(
      ${pgArray(refs.map((ref) => ref.campaignId))}::text[],
      ${pgArray(refs.map((ref) => iso(ref.at)))}::timestamptz[],
      ${pgArray(refs.map((ref) => ref.table))}::text[],
      ${pgArray(refs.map((ref) => ref.eventId))}::text[]
    ) as ref (campaign_id, occurred_at, kind, event_id)
    where e.user_key = ${userKey}::uuid and e.campaign_id = ref.campaign_id and e.occurred_at = ref.occurred_at
      and e.kind = ref.kind and e.event_id = ref.event_id`;
}
