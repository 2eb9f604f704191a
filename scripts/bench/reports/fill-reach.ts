import type { Client } from "pg";

/** A user's active days in one scope: the scopes that each impression counts in, with the day of their calendars. */
const activeDays = `
  select scope.id as scope_id, active.user_key, active.day, bool_or(active.valid) as valid
  from (
    select v.campaign_id, c.advertiser_id, z.zone, v.user_key, (v.bucket at time zone z.zone)::date as day,
      bool_or(v.impressions > v.filtered_impressions) as valid
    from impression_by_user_15m v
    join campaign c on c.id = v.campaign_id join advertiser a on a.id = c.advertiser_id
    cross join lateral (select distinct zone from (values ('UTC'), (a.time_zone)) as zones (zone)) z
    group by 1, 2, 3, 4, 5
  ) active
  join reach_scope scope on scope.time_zone = active.zone and (
    (scope.kind = 'campaign' and scope.ref = active.campaign_id)
    or (scope.kind = 'advertiser' and scope.ref = active.advertiser_id)
    or (scope.kind = 'all' and scope.time_zone = 'UTC'))
  group by 1, 2, 3`;

/** Element n of a day's array counts its users with no active day among the n - 1 days before. */
const reachDays = `
  with gaps as (
    select scope_id, day, gross_gap, net_gap, count(*) as users
    from (
      select scope_id, day,
        least(93, coalesce(day - max(day) over earlier, 93)) as gross_gap,
        case when valid then least(93, coalesce(day - max(day) filter (where valid) over earlier, 93)) end as net_gap
      from bench_active
      window earlier as (partition by scope_id, user_key order by day rows between unbounded preceding and 1 preceding)
    ) users
    group by 1, 2, 3, 4
  )
  select scope_id, day, array_agg(gross order by step), array_agg(net order by step)
  from (
    select scope_id, day, step, coalesce(sum(users) filter (where gross_gap >= step), 0)::bigint as gross,
      coalesce(sum(users) filter (where net_gap >= step), 0)::bigint as net
    from gaps cross join generate_series(1, 93) step
    group by 1, 2, 3
  ) counts
  group by 1, 2`;

/** Counts reach as roles correlate and rollup would have: scopes, the users' days, and each day's users by gap. */
export async function fillReach(db: Client): Promise<void> {
  await db.query("truncate user_days, reach_day, reach_delta, reach_scope");
  await db.query(`
    insert into reach_scope (kind, ref, time_zone)
    select 'all', '', 'UTC'
    union all select 'advertiser', id, time_zone from advertiser where id like 'bench-%'
    union select 'campaign', c.id, zone from campaign c join advertiser a on a.id = c.advertiser_id
      cross join lateral (values ('UTC'), (a.time_zone)) as zones (zone) where c.id like 'bench-%'`);
  await db.query("drop table if exists bench_active");
  await db.query(`create table bench_active as ${activeDays}`);
  await db.query(`
    insert into user_days (user_key, scope_id, block, gross, net)
    select user_key, scope_id, floor((day - date '1970-01-01') / 64.0)::int,
      bit_or(1::bigint << ((day - date '1970-01-01') % 64)),
      coalesce(bit_or(1::bigint << ((day - date '1970-01-01') % 64)) filter (where valid), 0)
    from bench_active group by 1, 2, 3 order by 1, 2, 3`);
  await db.query(`insert into reach_day (scope_id, day, gross, net) ${reachDays}`);
  await db.query("drop table bench_active");
}
