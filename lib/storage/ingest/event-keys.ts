import { z } from "zod";
import { eventKindSchema } from "@/lib/contracts/kinds";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { iso } from "./chunk-key";

/** A row of `event_key`; times are epoch milliseconds, the hash is hex. */
const rowSchema = z.object({
  kind: eventKindSchema,
  eventId: z.string(),
  occurredAt: z.number(),
  contentHash: z.string(),
  receivedAt: z.number(),
  timeGivenByUs: z.boolean(),
});
export type EventKeyRow = z.infer<typeof rowSchema>;

const conflictSchema = rowSchema.pick({ kind: true, eventId: true });

/**
 * Takes the event ids for these events, each id at most once. Waits for transactions that are taking
 * the same ids; in key order, so that two of them cannot wait for each other.
 * @returns those whose id was taken already
 */
export async function insertEventKeys(
  db: Database,
  keys: readonly EventKeyRow[],
): Promise<z.infer<typeof conflictSchema>[]> {
  if (keys.length === 0) return [];
  const rows = await db.$queryRaw`
    with given as (${unnest(keys)}),
    inserted as (
      insert into event_key (kind, event_id, occurred_at, content_hash, received_at, time_given_by_us)
      select kind, event_id, occurred_at, decode(content_hash, 'hex'), received_at, time_given_by_us
      from given
      order by kind, event_id
      on conflict (kind, event_id) do nothing
      returning kind, event_id
    )
    select kind, event_id as "eventId" from given
    where (kind, event_id) not in (select kind, event_id from inserted)`;
  return z.array(conflictSchema).parse(rows);
}

/**
 * Gives what ids stand for; the ones that are not taken are left out. Locks them, in key order, until the
 * transaction ends: of two that would let one id stand for something else, the second sees what the first did.
 */
export async function lockEventKeys(
  db: Database,
  ids: readonly { kind: string; eventId: string }[],
): Promise<EventKeyRow[]> {
  const rows = await db.$queryRaw`
    select k.kind, k.event_id as "eventId", (extract(epoch from k.occurred_at) * 1000)::float8 as "occurredAt",
      encode(k.content_hash, 'hex') as "contentHash",
      (extract(epoch from k.received_at) * 1000)::float8 as "receivedAt", k.time_given_by_us as "timeGivenByUs"
    from unnest(${pgArray(ids.map((id) => id.kind))}::text[], ${pgArray(ids.map((id) => id.eventId))}::text[]) as id (kind, event_id)
    join event_key k using (kind, event_id)
    order by k.kind, k.event_id
    for update of k`;
  return z.array(rowSchema).parse(rows);
}

/** Lets ids stand for other events from now on. */
export async function renewEventKeys(db: Database, keys: readonly EventKeyRow[]): Promise<void> {
  if (keys.length === 0) return;
  await db.$executeRaw`
    update event_key k
    set occurred_at = given.occurred_at, content_hash = decode(given.content_hash, 'hex'),
      received_at = given.received_at, time_given_by_us = given.time_given_by_us
    from (${unnest(keys)} order by 1, 2) as given
    where k.kind = given.kind and k.event_id = given.event_id`;
}

function unnest(keys: readonly EventKeyRow[]): Prisma.Sql {
  return Prisma.sql`
    select * from unnest(
      ${pgArray(keys.map((key) => key.kind))}::text[],
      ${pgArray(keys.map((key) => key.eventId))}::text[],
      ${pgArray(keys.map((key) => iso(key.occurredAt)))}::timestamptz[],
      ${pgArray(keys.map((key) => key.contentHash))}::text[],
      ${pgArray(keys.map((key) => iso(key.receivedAt)))}::timestamptz[],
      ${pgArray(keys.map((key) => key.timeGivenByUs))}::boolean[]
    ) as key (kind, event_id, occurred_at, content_hash, received_at, time_given_by_us)`;
}
