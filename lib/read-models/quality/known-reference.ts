import { Prisma } from "@/lib/storage/prisma";

/** An amount is converted with a rate that is at most so many days older than its event. */
const rateDays = 7;

/**
 * What the rejects of an issue wait for: one row a reference with the number of records, and of
 * currencies a row a UTC day of the events too, since a rate is of a day. Needs `issue`, a row of
 * `quality_issue`; the bounds on the time let all other chunks of the hypertable be passed over.
 */
export const waitingReferences = Prisma.sql`(
  select reference, field,
    case when field = 'currency' then (event_at at time zone 'UTC')::date end as day, count(*) as count
  from rejected_record
  where issue.reason = 'unknown_reference' and issue_id = issue.id and reference is not null
    and received_at between issue.first_seen_at and issue.last_seen_at
  group by 1, 2, 3
)`;

/** Whether the catalogue, or the table of rates, knows by now what `waiting`, a row of those, waits for. */
export const isKnown = Prisma.sql`(
  case waiting.field
    when 'creativeId' then exists (select from creative where creative.id = waiting.reference)
    when 'campaignId' then exists (select from campaign where campaign.id = waiting.reference)
    when 'currency' then exists (
      select from currency_rate rate
      where waiting.reference in ('currency:' || rate.currency, 'currency:' || rate.base)
        and (waiting.day is null or rate.day between waiting.day - ${rateDays}::int and waiting.day)
    )
    else false
  end
)`;
