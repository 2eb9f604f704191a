import type { Database } from "@/lib/storage/prisma";

/**
 * Forgets what event ids stood for, at most `limit` of them, whose events were received and occurred before
 * `before`, so that none of them is kept any more. Not sooner: the same event may come again under another
 * campaign, when its creative has moved, and then the events' unique keys do not find it. Ids of records to
 * which we gave the time stay: such a record is a duplicate by its id alone, for ever.
 * @returns how many it forgot
 */
export async function pruneEventKeys(db: Database, before: Date, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from event_key where (kind, event_id) in (
      select kind, event_id from event_key
      where received_at < ${before}::timestamptz and occurred_at < ${before}::timestamptz and not time_given_by_us
      limit ${limit})`;
}

/** Deletes at most `limit` journey events that occurred before `before`, and gives how many it deleted. */
export async function pruneJourneyEvents(db: Database, before: Date, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from journey_event where (user_key, campaign_id, occurred_at, kind, event_id) in (
      select user_key, campaign_id, occurred_at, kind, event_id from journey_event
      where occurred_at < ${before}::timestamptz
      limit ${limit})`;
}
