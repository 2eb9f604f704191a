import { z } from "zod";
import { type ErasedTable, erasedTableSchema } from "@/lib/contracts/erasure";
import { iso } from "@/lib/storage/ingest/chunk-key";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowSchema = z.object({
  table: erasedTableSchema,
  campaignId: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  eventId: z.string(),
});
/** The primary key of an event. */
export type EventRef = z.infer<typeof rowSchema>;

const journeySchema = rowSchema.extend({ site: z.string().nullable(), addressKey: z.string().nullable() });
/** An event as it stands in its user's journey. */
export type JourneyRef = z.infer<typeof journeySchema>;

const at = Prisma.sql`(extract(epoch from occurred_at) * 1000)::float8 as "at"`;

/** Gives the first events of a user's journeys, at most so many, in the order of the table's key. */
export async function listJourneyEvents(db: Database, userKey: string, limit: number): Promise<JourneyRef[]> {
  const rows = await db.$queryRaw`
    select kind as "table", campaign_id as "campaignId", ${at}, event_id as "eventId", site,
      address_key::text as "addressKey"
    from journey_event
    where user_key = ${userKey}::uuid
    order by campaign_id, occurred_at, kind, event_id
    limit ${limit}`;
  return z.array(journeySchema).parse(rows);
}

/** Gives events of a user in a table and a span of event time (epoch milliseconds, `to` exclusive), at most so many. */
export async function listEvents(
  db: Database,
  table: ErasedTable,
  { userKey, from, to, limit }: { userKey: string; from: number; to: number; limit: number },
): Promise<EventRef[]> {
  const rows = await db.$queryRaw`
    select ${table} as "table", campaign_id as "campaignId", ${at}, event_id as "eventId"
    from ${Prisma.raw(table)}
    where user_key = ${userKey}::uuid and occurred_at >= ${iso(from)}::timestamptz and occurred_at < ${iso(to)}::timestamptz
    limit ${limit}`;
  return z.array(rowSchema).parse(rows);
}
