import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** What is kept of 64 days of a user in a scope: bit n is the day 64 · block + n after 1970-01-01. */
export interface UserDaysRow {
  userKey: string;
  scopeId: number;
  block: number;
  gross: bigint;
  net: bigint;
}

/** Users more (or less, below zero) of a scope on a day, with so many days to their active day before. */
export interface ReachDeltaRow {
  scopeId: number;
  /** Days after 1970-01-01. */
  day: number;
  gap: number;
  gross: number;
  net: number;
}

/** Writes the days of users, and what is to be added to the counts with them: one without the other is wrong. */
export async function writeUserDays(
  db: Database,
  days: readonly UserDaysRow[],
  deltas: readonly ReachDeltaRow[],
): Promise<void> {
  await db.$executeRaw`
    with written as (
      insert into user_days as u (user_key, scope_id, block, gross, net)
      select * from unnest(
        ${pgArray(days.map((row) => row.userKey))}::uuid[],
        ${pgArray(days.map((row) => row.scopeId))}::integer[],
        ${pgArray(days.map((row) => row.block))}::integer[],
        ${pgArray(days.map((row) => String(row.gross)))}::bigint[],
        ${pgArray(days.map((row) => String(row.net)))}::bigint[]
      ) as row (user_key, scope_id, block, gross, net)
      order by user_key, scope_id, block
      on conflict (user_key, scope_id, block) do update set gross = excluded.gross, net = excluded.net
    )
    insert into reach_delta (scope_id, day, gap, gross, net)
    select scope_id, date '1970-01-01' + day, gap, gross, net
    from unnest(
      ${pgArray(deltas.map((row) => row.scopeId))}::integer[],
      ${pgArray(deltas.map((row) => row.day))}::integer[],
      ${pgArray(deltas.map((row) => row.gap))}::integer[],
      ${pgArray(deltas.map((row) => row.gross))}::integer[],
      ${pgArray(deltas.map((row) => row.net))}::integer[]
    ) as row (scope_id, day, gap, gross, net)`;
}
