import { Prisma } from "@/lib/storage/prisma";

/** A week of 6 hours each. */
const slots = 28;

/**
 * Rejects of an issue (`issue`, a row of `quality_issue`) in each of the last 28 spans of 6 hours, UTC,
 * oldest first; the last one is running.
 */
export const issueTrend = Prisma.sql`(
  select array_agg(coalesce(arrived.count, 0)::float8 order by span.number)
  from (
    select number, date_bin('6 hours', now(), timestamptz '2000-01-01T00:00:00Z')
      - (${slots - 1}::int - number) * interval '6 hours' as from_at
    from generate_series(0, ${slots - 1}::int) number
  ) span
  left join lateral (
    select sum(count) as count from quality_issue_hour
    where issue_id = issue.id and hour >= span.from_at and hour < span.from_at + interval '6 hours'
  ) arrived on true
)`;
