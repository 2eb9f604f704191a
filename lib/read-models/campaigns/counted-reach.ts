import { Prisma } from "@/lib/storage/prisma";
import type { ReachPlan } from "./reach-plan";
import type { SumsQuery } from "./sums-query";

/**
 * Unique users from the counts of days, with what is not folded into them yet: those of a bucket are the sum over its
 * days of the users that had no active day in it before. The same rows as `exactReachRows`, but for campaigns that
 * are not counted so, and buckets that are no whole days.
 */
export function countedReachRows(query: SumsQuery, plan: ReachPlan): Prisma.Sql {
  const total = Prisma.sql`
    select 'reach_total', null::int, null, array[${usersOf(query, Prisma.sql`${plan.totalScope}::integer`, Prisma.sql`asked.first`, Prisma.sql`asked.last`)}]::numeric[]
    from (select ${plan.range.first}::date as first, ${plan.range.last}::date as last) asked`;
  if (query.key === "campaign") {
    const campaigns = campaignRows(query, plan);
    return plan.totalScope === null ? campaigns : Prisma.sql`${campaigns} union all ${total}`;
  }
  if (query.key === "group" || !plan.buckets) return total;
  return Prisma.sql`${bucketRows(query, plan.totalScope, plan.buckets)} union all ${total}`;
}

function bucketRows(
  query: SumsQuery,
  totalScope: number | null,
  buckets: NonNullable<ReachPlan["buckets"]>,
): Prisma.Sql {
  return Prisma.sql`
    select 'reach', bucket.no::int, null,
      array[${usersOf(query, Prisma.sql`${totalScope}::integer`, Prisma.sql`bucket.first`, Prisma.sql`bucket.last`)}]::numeric[]
    from unnest(${buckets.map(({ first }) => first)}::text[]::date[], ${buckets.map(({ last }) => last)}::text[]::date[])
      with ordinality as bucket (first, last, no)`;
}

/** By one join: which of its plans is cheap depends on how many campaigns and days there are. */
function campaignRows(query: SumsQuery, { range, timeZone }: ReachPlan): Prisma.Sql {
  const campaigns = query.campaignIds ? Prisma.sql`and own.ref = any(${query.campaignIds}::text[])` : Prisma.empty;
  const [first, last] = [Prisma.sql`${range.first}::date`, Prisma.sql`${range.last}::date`];
  return Prisma.sql`
    select 'reach', 1, own.ref, array[sum(counted.users)]::numeric[]
    from reach_scope own join (${countedUsers(query, first, last)}) counted on counted.scope_id = own.id
    where own.kind = 'campaign' and own.time_zone = ${timeZone} and own.ready and own.since <= ${first} ${campaigns}
    group by own.ref`;
}

/** The users of a scope in the days from `first` to `last`. */
function usersOf(query: SumsQuery, scope: Prisma.Sql, first: Prisma.Sql, last: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select coalesce(sum(counted.users), 0) from (${countedUsers(query, first, last)}) counted
    where counted.scope_id = ${scope})`;
}

/** Per scope and day the users of the days from `first` to `last` that had no active day in them before. */
function countedUsers({ traffic }: SumsQuery, first: Prisma.Sql, last: Prisma.Sql): Prisma.Sql {
  const column = traffic === "net" ? Prisma.sql`net` : Prisma.sql`gross`;
  return Prisma.sql`
    select d.scope_id, d.${column}[d.day - ${first} + 1] as users from reach_day d where d.day between ${first} and ${last}
    union all
    select r.scope_id, r.${column} from reach_delta r
    where r.day between ${first} and ${last} and r.gap > r.day - ${first}`;
}
