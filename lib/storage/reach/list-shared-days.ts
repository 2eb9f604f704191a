import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { type ChangedDay, changedDaySchema } from "./probe-days";

/** A day of a user that a campaign of an advertiser's scope, or of the scope of everything, has lost. */
export interface SharedDay {
  userKey: string;
  scopeId: number;
  /** Days after 1970-01-01. */
  day: number;
}

/**
 * Gives what the days of such scopes are now: active while the user's days in any other campaign of theirs are. What
 * campaigns lost must be written before.
 */
export async function listSharedDays(db: Database, days: readonly SharedDay[]): Promise<ChangedDay[]> {
  const rows = await db.$queryRaw`
    select lost.no - 1 as no, scope.id as "scopeId", now.gross, now.net, (
      select string_agg(n.block || ' ' || n.gross || ' ' || n.net, ',')
      from user_days n
      where n.user_key = lost.user_key and n.scope_id = scope.id
        and n.block between (lost.day >> 6) - 2 and (lost.day >> 6) + 2
    ) as near
    from unnest(
      ${pgArray(days.map((day) => day.userKey))}::uuid[],
      ${pgArray(days.map((day) => day.scopeId))}::integer[],
      ${pgArray(days.map((day) => day.day))}::integer[]
    ) with ordinality as lost (user_key, scope_id, day, no)
    join reach_scope scope on scope.id = lost.scope_id
    cross join lateral (
      select coalesce(bool_or(u.gross & (1::bigint << (lost.day & 63)) <> 0), false) as gross,
        coalesce(bool_or(u.net & (1::bigint << (lost.day & 63)) <> 0), false) as net
      from user_days u join reach_scope own on own.id = u.scope_id
      where u.user_key = lost.user_key and u.block = lost.day >> 6
        and own.kind = 'campaign' and own.time_zone = scope.time_zone
        and (scope.kind = 'all' or exists (
          select from campaign where campaign.id = own.ref and campaign.advertiser_id = scope.ref))
    ) now`;
  return z.array(changedDaySchema).parse(rows);
}
