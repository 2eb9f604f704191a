import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { RestatementCause } from "@/lib/contracts/restatement";
import { Prisma, type PrismaClient } from "@/lib/storage/prisma";

const sql = Prisma.sql;
const dayMs = 86_400_000;
const models = ["last_touch", "first_touch", "linear", "time_decay", "position"] as const;
type Kind = "impression" | "click" | "bid_request" | "conversion_credit";
export const kinds: readonly Kind[] = ["impression", "click", "bid_request", "conversion_credit"];
const tables: Record<Kind, Prisma.Sql> = {
  impression: sql`impression`,
  click: sql`click`,
  bid_request: sql`bid_request`,
  conversion_credit: sql`conversion_credit`,
};

/** Why event time was touched. */
export interface Touch {
  cause: RestatementCause;
  sourceId: string;
}

/** Makes one campaign in a zone, of an advertiser of its own with the same id. */
export async function makeCampaign(prisma: PrismaClient, id: string, timeZone: string): Promise<void> {
  await prisma.$executeRaw`insert into advertiser (id, name, time_zone) values (${id}, ${id}, ${timeZone})`;
  await prisma.$executeRaw`insert into campaign (id, advertiser_id, name) values (${id}, ${id}, ${id})`;
}

/** Stores one event as the workers do, with the range that it touches in the same transaction; credits in all models. */
export async function store(
  prisma: PrismaClient,
  touch: Touch,
  { kind, campaignId, at, amount }: { kind: Kind; campaignId: string; at: number; amount: bigint },
): Promise<void> {
  const id = randomUUID();
  const [time, micros] = [new Date(at).toISOString(), String(amount)];
  const common = sql`${id}, ${time}::timestamptz, now(), ${touch.sourceId}, 'b', gen_random_uuid(), ${campaignId}`;
  const inserts: Record<Kind, Prisma.Sql> = {
    impression: sql`
      insert into impression (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, creative_id,
        cost_micros, viewable, site, device, browser, os, country)
      values (${common}, 'k', ${micros}::bigint, ${amount % 2n === 0n}, 's', 'phone', 'b', 'o', 'DE')`,
    click: sql`
      insert into click (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, cost_micros,
        match_state, device, browser, os, country)
      values (${common}, ${micros}::bigint, ${amount % 3n === 0n ? "orphan" : "matched"}, 'phone', 'b', 'o', 'DE')`,
    bid_request: sql`
      insert into bid_request (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, auction_id,
        site, device, country)
      values (${common}, ${id}, 's', 'phone', 'DE')`,
    conversion_credit: sql`
      insert into conversion_credit (conversion_id, occurred_at, campaign_id, model, position, touch_kind, creative_id,
        site, device, country, credit_micros, revenue_micros, cost_micros, filtered)
      select ${id}, ${time}::timestamptz, ${campaignId}, model, 1, (array['click', 'view', 'none'])[1 + (n % 3)], 'k', 's',
        'phone', 'DE', 1000000 - n, ${micros}::bigint + n, n, false
      from unnest(${[...models]}::text[]) with ordinality as each (model, n)`,
  };
  await prisma.$transaction(async (db) => {
    await db.$executeRaw(inserts[kind]);
    await tell(db, touch, kind, at, [campaignId]);
  });
}

/** Marks a share of the stored rows between two instants as invalid, or deletes them, and tells of it. */
export async function change(
  prisma: PrismaClient,
  touch: Touch,
  { kind, from, to, share }: { kind: Kind; from: number; to: number; share: number },
): Promise<void> {
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const column = kind === "conversion_credit" ? sql`conversion_id` : sql`event_id`;
  const which = sql`occurred_at >= ${start}::timestamptz and occurred_at < ${end}::timestamptz
    and abs(hashtext(${column})) % 100 < ${Math.round(share * 100)}::integer`;
  const marked = kind === "conversion_credit" ? sql`filtered = true` : sql`filter_reason = 'user_rate'`;
  await prisma.$transaction(async (db) => {
    if (touch.cause === "erasure") await db.$executeRaw`delete from ${tables[kind]} where ${which}`;
    else await db.$executeRaw`update ${tables[kind]} set ${marked} where ${which}`;
    await db.$executeRaw`
      insert into touched_range (source_id, kind, from_at, to_at, cause)
      values (${touch.sourceId}, ${kind}, ${start}::timestamptz, ${end}::timestamptz - interval '1 millisecond', ${touch.cause})`;
  });
}

async function tell(
  db: Pick<PrismaClient, "$executeRaw">,
  { sourceId, cause }: Touch,
  kind: Kind,
  at: number,
  campaignIds: string[],
): Promise<void> {
  const time = new Date(at).toISOString();
  await db.$executeRaw`
    insert into touched_range (source_id, kind, from_at, to_at, cause, campaign_ids)
    values (${sourceId}, ${kind}, ${time}::timestamptz, ${time}::timestamptz, ${cause}, ${campaignIds}::text[])`;
}

/** Lines `campaign day key value` of all days that ended by `now`, by PostgreSQL's own calendar, from the rows themselves. */
export async function plainFigures(prisma: PrismaClient, now: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ line: string }[]>`
    with fact as (
      select campaign_id, occurred_at, filter_reason is not null as invalid, null as model, f.metric, f.value::numeric
      from impression cross join lateral (values ('impressions', 1), ('viewableImpressions', viewable::int),
        ('mediaCostMicros', cost_micros)) as f (metric, value)
      union all
      select campaign_id, occurred_at, filter_reason is not null, null, f.metric, f.value
      from click cross join lateral (values ('clicks', 1), ('orphanClicks', (match_state = 'orphan')::int),
        ('mediaCostMicros', cost_micros)) as f (metric, value)
      union all
      select campaign_id, occurred_at, filter_reason is not null, null, 'bidRequests', 1 from bid_request
      union all
      select campaign_id, occurred_at, filtered, model, f.metric, f.value
      from conversion_credit cross join lateral (values
        ('postClickMicros', case touch_kind when 'click' then credit_micros else 0 end),
        ('postViewMicros', case touch_kind when 'view' then credit_micros else 0 end),
        ('unattributedConversions', (touch_kind = 'none')::int),
        ('revenueMicros', revenue_micros), ('creditCostMicros', cost_micros)) as f (metric, value)
    ), told as (
      select campaign_id, (occurred_at at time zone time_zone)::date as day, time_zone,
        concat_ws('.', metric, traffic, model) as key, value
      from fact
      cross join lateral (values ('gross', true), ('net', not invalid)) as t (traffic, counts)
      join campaign on campaign.id = campaign_id join advertiser on advertiser.id = advertiser_id
      where counts
    )
    select concat_ws(' ', campaign_id, day, key, sum(value)) as line
    from told
    where ((day + 1)::timestamp at time zone time_zone) <= ${new Date(now).toISOString()}::timestamptz
    group by campaign_id, day, key having sum(value) <> 0
    order by 1`;
  return rows.map(({ line }) => line);
}

/** Lines `campaign day key value` as they are told now, or as the first report and all restatements add up to. */
export async function toldFigures(prisma: PrismaClient, how: "now" | "added up"): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ line: string }[]>`
    with figure as (
      select campaign_id, day, key, value::numeric from reported_day
      cross join lateral jsonb_each_text(${how === "now" ? sql`figures` : sql`first_figures`}) as f
      union all
      select campaign_id, day, concat_ws('.', metric, traffic, model), to_value - from_value from restatement
      where ${how === "added up"}::boolean
    )
    select concat_ws(' ', campaign_id, day, key, sum(value)) as line
    from figure group by campaign_id, day, key having sum(value) <> 0
    order by 1`;
  return rows.map(({ line }) => line);
}

/** A line of the log of restatements. */
export interface Line {
  id: bigint;
  campaign: string;
  day: string;
  metric: string;
  traffic: string;
  model: string | null;
  from: bigint;
  to: bigint;
  causes: string[];
  sources: string[];
}

/** Gives the lines after one of them, all without it. */
export async function logged(prisma: PrismaClient, after = 0n): Promise<Line[]> {
  return await prisma.$queryRaw`
    select id, campaign_id as campaign, day::text as day, metric, traffic, model, from_value as "from", to_value as "to",
      causes, source_ids as sources
    from restatement where id > ${after}::bigint order by id`;
}

/** Whether anything still has to be refreshed or compared. */
export async function waits(prisma: PrismaClient): Promise<boolean> {
  const [row] = await prisma.$queryRaw<{ waits: boolean }[]>`
    select exists (select from touched_range) or exists (select from restate_range) as waits`;
  return row?.waits ?? true;
}

/** A line's causes and sources are those of something that touched its campaign about that day. */
export function expectCaused(
  line: Line,
  touches: readonly (Touch & { campaigns: string[]; from: number; to: number })[],
): void {
  const [from, to] = [Date.parse(line.day) - dayMs, Date.parse(line.day) + 2 * dayMs];
  const own = touches.filter((each) => each.campaigns.includes(line.campaign) && each.from < to && each.to >= from);
  expect(line.causes.length).toBeGreaterThan(0);
  expect(own.map(({ cause }) => cause)).toEqual(expect.arrayContaining(line.causes));
  expect(own.map(({ sourceId }) => sourceId)).toEqual(expect.arrayContaining(line.sources));
}

/** The property: first report and restatements, what is told now, and the rows themselves say the same. */
export async function expectAddsUp(prisma: PrismaClient, reportedBefore: number): Promise<void> {
  const rows = await plainFigures(prisma, reportedBefore);
  expect(await toldFigures(prisma, "now")).toEqual(rows);
  expect(await toldFigures(prisma, "added up")).toEqual(rows);
  const last = new Map<string, bigint>();
  for (const { campaign, day, metric, traffic, model, from, to } of await logged(prisma)) {
    const key = [campaign, day, metric, traffic, model].join(" ");
    expect(from).not.toBe(to);
    if (last.has(key)) expect(from).toBe(last.get(key));
    last.set(key, to);
  }
}

/** A client whose database goes away after some statements, in transactions or not. */
export function dyingAfter<Client extends object>(statements: number, client: Client): Client {
  let left = statements;
  const guard = <Guarded extends object>(guarded: Guarded): Guarded =>
    new Proxy(guarded, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        if (name === "$transaction") {
          return (work: (db: object) => Promise<unknown>, options: object) =>
            member.call(target, (db: object) => work(guard(db)), options);
        }
        return (...given: unknown[]) => {
          left -= 1;
          if (left < 0) return Promise.reject(new Error("killed"));
          return member.apply(target, given);
        };
      },
    });
  return guard(client);
}
