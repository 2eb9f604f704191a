import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** A day of a calendar on which a user and campaign were touched. */
export interface TouchedDay {
  userKey: string;
  campaignId: string;
  /** Days after 1970-01-01. */
  day: number;
  /** Where the day begins and ends, epoch milliseconds, `dayTo` exclusive. */
  dayFrom: number;
  dayTo: number;
  /** The touched part of it, both inclusive. */
  from: number;
  to: number;
  /** The campaign's own scope in that calendar, and those that count several campaigns. */
  own: number;
  advertiser: number | null;
  all: number | null;
  /** Whether those have every day that `own` has. */
  isSharedReady: boolean;
}

export const changedDaySchema = z.object({
  /** Which touched day, from 0. */
  no: z.bigint().transform(Number),
  scopeId: z.number(),
  /** Whether the campaign has an impression, and a valid one, on that day now. */
  gross: z.boolean(),
  net: z.boolean(),
  /** What is kept of the user in that scope, up to two blocks around. */
  near: z
    .string()
    .nullable()
    .transform((text) =>
      (text?.split(",") ?? []).map((part) => {
        const [block, gross, net] = part.split(" ");
        return { block: Number(block), gross: BigInt(gross ?? 0), net: BigInt(net ?? 0) };
      }),
    ),
});
/** A touched day of which a scope does not know yet what is true. */
export type ChangedDay = z.infer<typeof changedDaySchema>;

/**
 * Finds the touched days that a scope knows otherwise: of the campaign's own scope what it has and what it lost, of the
 * others what they do not have. One probe each: an impression in the touched part, and what is kept of the day. Only
 * where a kept bit finds nothing there, the rest of the day is looked through.
 */
export async function probeDays(db: Database, days: readonly TouchedDay[]): Promise<ChangedDay[]> {
  const rows = await db.$queryRaw`
    select touched.no - 1 as no, scope.id as "scopeId", now.gross, now.net, (
      select string_agg(n.block || ' ' || n.gross || ' ' || n.net, ',')
      from user_days n
      where n.user_key = touched.user_key and n.scope_id = scope.id
        and n.block between (touched.day >> 6) - 2 and (touched.day >> 6) + 2
    ) as near
    from unnest(
      ${pgArray(days.map((day) => day.userKey))}::uuid[],
      ${pgArray(days.map((day) => day.campaignId))}::text[],
      ${pgArray(days.map((day) => day.day))}::integer[],
      ${pgArray(days.map((day) => iso(day.dayFrom)))}::timestamptz[],
      ${pgArray(days.map((day) => iso(day.dayTo)))}::timestamptz[],
      ${pgArray(days.map((day) => iso(day.from)))}::timestamptz[],
      ${pgArray(days.map((day) => iso(day.to)))}::timestamptz[],
      ${pgArray(days.map((day) => day.own))}::integer[],
      ${pgArray(days.map((day) => day.advertiser))}::integer[],
      ${pgArray(days.map((day) => day.all))}::integer[]
    ) with ordinality as touched
      (user_key, campaign_id, day, day_from, day_to, from_at, to_at, own, advertiser, everything, no)
    cross join lateral (select 1::bigint << (touched.day & 63) as one) bit
    -- the limits keep these from becoming joins over all rows
    left join lateral (
      select u.gross & bit.one <> 0 as gross, u.net & bit.one <> 0 as net from user_days u
      where u.user_key = touched.user_key and u.scope_id = touched.own and u.block = touched.day >> 6 limit 1
    ) kept on true
    cross join lateral (
      select exists (
        select from journey_event e
        where e.user_key = touched.user_key and e.campaign_id = touched.campaign_id and e.kind = 'impression'
          and not e.filtered and e.occurred_at between touched.from_at and touched.to_at
      ) as valid limit 1
    ) part
    cross join lateral (
      select part.valid or exists (
        select from journey_event e
        where e.user_key = touched.user_key and e.campaign_id = touched.campaign_id and e.kind = 'impression'
          and e.occurred_at between touched.from_at and touched.to_at
      ) or case when kept.gross then exists (
        select from journey_event e
        where e.user_key = touched.user_key and e.campaign_id = touched.campaign_id and e.kind = 'impression'
          and e.occurred_at >= touched.day_from and e.occurred_at < touched.day_to
      ) else false end as gross,
      part.valid or case when kept.net then exists (
        select from journey_event e
        where e.user_key = touched.user_key and e.campaign_id = touched.campaign_id and e.kind = 'impression'
          and not e.filtered and e.occurred_at >= touched.day_from and e.occurred_at < touched.day_to
      ) else false end as net limit 1
    ) now
    cross join lateral (
      values (touched.own, true), (touched.advertiser, false), (touched.everything, false)
    ) as scope (id, is_own)
    left join lateral (
      select u.gross & bit.one <> 0 as gross, u.net & bit.one <> 0 as net from user_days u
      where not scope.is_own and u.user_key = touched.user_key and u.scope_id = scope.id
        and u.block = touched.day >> 6 limit 1
    ) shared on true
    where case when scope.is_own
      then now.gross <> coalesce(kept.gross, false) or now.net <> coalesce(kept.net, false)
      else scope.id is not null
        and (now.gross and not coalesce(shared.gross, false) or now.net and not coalesce(shared.net, false)) end`;
  return z.array(changedDaySchema).parse(rows);
}
