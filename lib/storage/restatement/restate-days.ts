import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { dayFigures, type FiguresLevel } from "./day-figures";

/** Days of a zone's calendar, of some of its campaigns. */
export interface DaysToRestate {
  timeZone: string;
  campaignIds: readonly string[];
  /** YYYY-MM-DD, one after the other. */
  days: readonly string[];
  /** Where the days begin and the last one ends: one more than days, epoch milliseconds. */
  edges: readonly number[];
  level: FiguresLevel;
  /** Why they are compared, rows of `restate_range`; null: only days without a report are looked at. */
  rangeIds: readonly bigint[] | null;
}

const resultSchema = z.array(z.object({ reported: z.number(), restated: z.number() }));
/** How many campaigns' days had their first report, and of how many a figure was restated. */
export type Restated = z.infer<typeof resultSchema>[number];

/** Has restatements written by one process at a time, as the transaction's first statement. */
export async function lockRestatements(db: Database): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('restatements', 0))`;
}

/**
 * Compares the figures of campaigns' days with what was reported of them: a day of which nothing was reported, and
 * which has figures, has its first report; of the others every figure that differs is a restatement, caused by the
 * ranges that touch the day, or by the catalogue where the day was reported in another calendar. What is read and
 * written is of one snapshot, so doing it again changes nothing.
 */
export async function restateDays(db: Database, days: DaysToRestate, at: Date): Promise<Restated> {
  const edges = pgArray(days.edges.map((edge) => new Date(edge).toISOString()));
  const campaignIds = pgArray(days.campaignIds);
  const [first, last] = [days.days[0], days.days.at(-1)];
  const [from, to] = [days.edges[0] ?? 0, days.edges.at(-1) ?? 0].map((edge) => new Date(edge).toISOString());
  const now = at.toISOString();
  const rows = await db.$queryRaw`
    with span as (select ${edges}::timestamptz[] as edges, ${pgArray(days.days)}::date[] as days),
    shown as (${dayFigures({ level: days.level, from: String(from), to: String(to), campaignIds })}),
    compared as (
      select campaign_id, n, coalesce((array_agg(figures) filter (where not told))[1], '{}') as now,
        (array_agg(figures) filter (where told))[1] as told, min(time_zone) as told_zone
      from (
        select campaign_id, n, false as told, figures, null as time_zone from shown
        union all
        select campaign_id, array_position(span.days, day), true, figures, time_zone
        from reported_day cross join span
        where campaign_id = any(${campaignIds}::text[]) and day >= ${first}::date and day <= ${last}::date
      ) as either
      group by 1, 2
    ),
    changed as (
      select campaign_id, days[n] as day, edges[n] as from_at, edges[n + 1] as to_at, now, told,
        told_zone is distinct from ${days.timeZone} as moved
      from compared cross join span
      where told is null or told <> now or told_zone <> ${days.timeZone}
    ),
    first_told as (
      insert into reported_day (campaign_id, day, time_zone, first_figures, figures, reported_at)
      select campaign_id, day, ${days.timeZone}, now, now, ${now}::timestamptz
      from changed
      where told is null ${days.rangeIds ? Prisma.empty : restsOfIts()}
      order by 1, 2
      on conflict (campaign_id, day) do nothing
      returning 1
    ),
    restated as (
      select campaign_id, day, now, told, source_ids, case
        when moved and causes <> array['catalogue'] then array_append(array_remove(causes, 'catalogue'), 'catalogue')
        else causes end as causes
      from changed cross join lateral (
        select coalesce(array_agg(distinct range.cause), '{}') as causes,
          coalesce(array_agg(distinct range.source_id) filter (where range.source_id <> ''), '{}') as source_ids
        from restate_range range
        where range.id = any(${pgArray((days.rangeIds ?? []).map(String))}::bigint[]) and ${touches()}
      ) as why
      where told is not null and (moved or causes <> '{}')
    ),
    retold as (
      update reported_day set figures = restated.now, time_zone = ${days.timeZone}
      from restated
      where reported_day.campaign_id = restated.campaign_id and reported_day.day = restated.day
        and reported_day.campaign_id = any(${campaignIds}::text[])
    ),
    logged as (
      insert into restatement (campaign_id, day, metric, traffic, model, from_value, to_value, causes, source_ids, at)
      select campaign_id, day, split_part(key, '.', 1), split_part(key, '.', 2), nullif(split_part(key, '.', 3), ''),
        coalesce((told ->> key)::bigint, 0), coalesce((now ->> key)::bigint, 0), causes, source_ids, ${now}::timestamptz
      from restated cross join lateral jsonb_object_keys(told || now) as key
      where coalesce(told -> key, '0') <> coalesce(now -> key, '0')
      order by campaign_id, day, key
      returning campaign_id, day
    )
    select (select count(*)::int from first_told) as reported,
      (select count(distinct (campaign_id, day))::int from logged) as restated`;
  return resultSchema.parse(rows)[0] ?? { reported: 0, restated: 0 };
}

/** A range that concerns a row of `changed`. */
function touches(): Prisma.Sql {
  return Prisma.sql`range.from_at < changed.to_at and range.to_at >= changed.from_at
    and (range.campaign_ids is null or changed.campaign_id = any(range.campaign_ids))`;
}

/** Nothing of the day is on its way: what is will be compared when it has come to rest, and is reported then. */
function restsOfIts(): Prisma.Sql {
  return Prisma.sql`
    and not exists (select from restate_range range where ${touches()})
    and not exists (
      select from touched_range range
      where range.kind in ('impression', 'click', 'bid_request', 'conversion_credit') and ${touches()}
    )`;
}
