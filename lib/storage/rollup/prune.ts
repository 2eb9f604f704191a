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

/**
 * Forgets at most `limit` conversions of orders that occurred before `before`. The one that counts stays as long as
 * the order has younger ones, which would count in its place otherwise: long after it was reported.
 * @returns how many it forgot
 */
export async function pruneOrders(db: Database, before: Date, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from conversion_order where (campaign_id, order_id, filtered, occurred_at, event_id) in (
      select o.campaign_id, o.order_id, o.filtered, o.occurred_at, o.event_id
      from conversion_order o
      cross join lateral (
        select f.filtered, f.occurred_at, f.event_id from conversion_order f
        where f.campaign_id = o.campaign_id and f.order_id = o.order_id
        order by f.filtered, f.occurred_at, f.event_id
        limit 1
      ) first
      where o.occurred_at < ${before}::timestamptz
        and ((first.filtered, first.occurred_at, first.event_id) <> (o.filtered, o.occurred_at, o.event_id)
          or not exists (
            select from conversion_order y
            where y.campaign_id = o.campaign_id and y.order_id = o.order_id and y.filtered = any (array[false, true])
              and y.occurred_at >= ${before}::timestamptz
          ))
      limit ${limit}::integer
      -- role correlate may be writing some
      for update of o skip locked)`;
}

/** Forgets jobs of role `correlate` that were done before `before`, and gives how many. */
export async function pruneCorrelateJobs(db: Database, before: Date): Promise<number> {
  return await db.$executeRaw`
    delete from correlate_job where state = 'done' and finished_at < ${before}::timestamptz`;
}

/** Deletes at most `limit` journey events that occurred before `before`, and gives how many it deleted. */
export async function pruneJourneyEvents(db: Database, before: Date, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from journey_event where (user_key, campaign_id, occurred_at, kind, event_id) in (
      select user_key, campaign_id, occurred_at, kind, event_id from journey_event
      where occurred_at < ${before}::timestamptz
      limit ${limit})`;
}
