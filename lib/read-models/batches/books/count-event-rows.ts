import type { IngestKind } from "@/lib/contracts/kinds";
import { Prisma } from "@/lib/storage/prisma";

const tables: Record<IngestKind, readonly Prisma.Sql[]> = {
  impressions: [Prisma.sql`impression`],
  clicks: [Prisma.sql`click`],
  conversions: [Prisma.sql`conversion`],
  interactions: [Prisma.sql`click`, Prisma.sql`conversion`],
  "bid-requests": [Prisma.sql`bid_request`],
};

/**
 * Counts the events of a batch, and those of them that are invalid traffic: `events` and `filtered`. Nothing
 * finds events by their batch, so all events of its time are looked through, campaign by campaign, which
 * the events' primary key does; both are null where these are too many.
 * @param options.from, options.to event time, both inclusive
 * @param options.mostLooked how many events of whatever batch are looked at
 */
export function countEventRows(
  kind: IngestKind,
  batchId: string,
  options: { from: Date; to: Date; mostLooked: number },
): Prisma.Sql {
  const parts = tables[kind].map(
    (table) => Prisma.sql`
      select event.batch_id, event.filter_reason
      from campaign cross join lateral (
        select batch_id, filter_reason from ${table}
        where campaign_id = campaign.id
          and occurred_at between ${options.from.toISOString()}::timestamptz and ${options.to.toISOString()}::timestamptz
      ) event`,
  );
  return Prisma.sql`
    select case when looked <= ${options.mostLooked}::bigint then events end as events,
      case when looked <= ${options.mostLooked}::bigint then filtered end as filtered
    from (
      select count(*) as looked, count(*) filter (where batch_id = ${batchId}) as events,
        count(filter_reason) filter (where batch_id = ${batchId}) as filtered
      from (${Prisma.join(parts, " union all ")} limit ${options.mostLooked + 1}::bigint) event
    ) counted`;
}
