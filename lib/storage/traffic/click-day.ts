import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type DifferingEvent, differingEventSchema, markedEventColumns } from "./event-row";
import { markOfRule, type WantedSpan } from "./list-differing";

const dayMs = 86_400_000;
const rule = "click_without_impression";

/** A campaign and the number of a UTC day. */
export interface CampaignDay {
  campaignId: string;
  day: number;
  /** The campaign's click window, milliseconds. */
  clickWindowMs: number;
}

/** The clicks of a campaign's day. */
export interface ClickDayCount {
  clicks: number;
  /** Those with an impression of the same user in the click window. */
  matched: number;
  /** Those that the rule has marked, and of them the matched ones. */
  marked: number;
  markedMatched: number;
}

const rowSchema = z.object({
  no: z.bigint(),
  clicks: z.number(),
  matched: z.number(),
  marked: z.number(),
  markedMatched: z.number(),
});

/**
 * The clicks of a day with the latest impression of their user not later than they are. Each user's day is
 * read once and in order: to look for every click's impression by itself would, of a user who has very many
 * clicks and no impression, read them all for each of them.
 * @param day a table expression with campaign_id, from_at, to_at (exclusive) and click_window
 */
function clicksOf(day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select e.*, e.seen is not null and e.occurred_at - e.seen <= ${day}.click_window as is_matched
    from (
      select e.*, coalesce(
        max(e.occurred_at) filter (where e.kind = 'impression') over (
          partition by e.user_key order by e.occurred_at range between unbounded preceding and current row),
        before.seen) as seen
      from (
        select distinct c.user_key from click c
        where c.campaign_id = ${day}.campaign_id and c.occurred_at >= ${day}.from_at and c.occurred_at < ${day}.to_at
      ) u
      left join lateral (
        select i.occurred_at as seen from journey_event i
        where i.user_key = u.user_key and i.campaign_id = ${day}.campaign_id and i.kind = 'impression'
          and i.occurred_at >= ${day}.from_at - ${day}.click_window and i.occurred_at < ${day}.from_at
        order by i.occurred_at desc limit 1
      ) before on true
      cross join lateral (
        select * from journey_event j
        where j.user_key = u.user_key and j.campaign_id = ${day}.campaign_id and j.kind <> 'conversion'
          and j.occurred_at >= ${day}.from_at and j.occurred_at < ${day}.to_at
      ) e
    ) e
    where e.kind = 'click'
  )`;
}

function days(given: readonly CampaignDay[]): Prisma.Sql {
  return Prisma.sql`
    select no, campaign_id, from_at, to_at, window_ms * interval '1 millisecond' as click_window
    from unnest(
      ${pgArray(given.map((each) => each.campaignId))}::text[],
      ${pgArray(given.map((each) => iso(each.day * dayMs)))}::timestamptz[],
      ${pgArray(given.map((each) => iso((each.day + 1) * dayMs)))}::timestamptz[],
      ${pgArray(given.map((each) => each.clickWindowMs))}::double precision[]
    ) with ordinality as given (campaign_id, from_at, to_at, window_ms, no)`;
}

/** Counts the clicks of campaigns' days. @returns as many as days, in their order */
export async function countClickDays(db: Database, given: readonly CampaignDay[]): Promise<ClickDayCount[]> {
  const rows = await db.$queryRaw`
    select day.no, counted.*
    from (${days(given)}) as day
    cross join lateral (
      select count(*)::integer as clicks,
        count(*) filter (where is_matched)::integer as matched,
        count(*) filter (where is_marked)::integer as marked,
        count(*) filter (where is_marked and is_matched)::integer as "markedMatched"
      from (
        select e.is_matched, ${markOfRule(rule)} is not null as is_marked from ${clicksOf(Prisma.sql`day`)} e
      ) e
    ) counted`;
  return z
    .array(rowSchema)
    .parse(rows)
    .toSorted((a, b) => Number(a.no - b.no))
    .map(({ no, ...count }) => count);
}

/**
 * Lists the clicks of a campaign's day whose mark of the rule differs from what the spans say of those
 * without an impression; the others are to have none.
 * @param limit most clicks; when there are as many, there may be more
 */
export async function listDifferingClicks(
  db: Database,
  day: CampaignDay,
  spans: readonly WantedSpan[],
  limit: number,
): Promise<DifferingEvent[]> {
  const rows = await db.$queryRaw`
    with span as materialized (
      select * from unnest(
        ${pgArray(spans.map((span) => iso(span.from)))}::timestamptz[],
        ${pgArray(spans.map((span) => iso(span.to)))}::timestamptz[],
        ${pgArray(spans.map((span) => span.mark))}::text[]
      ) as span (from_at, to_at, mark)
    )
    select ${markedEventColumns}, w.wanted
    from (${days([day])}) as day
    cross join lateral ${clicksOf(Prisma.sql`day`)} e
    cross join lateral (
      select (select mark from span where not e.is_matched and e.occurred_at between span.from_at and span.to_at
        limit 1) as wanted
    ) w
    where w.wanted is distinct from ${markOfRule(rule)}
    limit ${limit}::int`;
  return z.array(differingEventSchema).parse(rows);
}
