import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { TouchedDay } from "./probe-days";

const rowsSchema = z.array(z.object({ no: z.bigint().transform(Number) }));

/** Gives which of these days (from 0) their own scope does not have as active in gross and in net traffic yet. */
export async function listUnsetDays(
  db: Database,
  days: readonly Pick<TouchedDay, "userKey" | "day" | "own">[],
): Promise<number[]> {
  const rows = await db.$queryRaw`
    select touched.no - 1 as no
    from unnest(
      ${pgArray(days.map((day) => day.userKey))}::uuid[],
      ${pgArray(days.map((day) => day.own))}::integer[],
      ${pgArray(days.map((day) => day.day))}::integer[]
    ) with ordinality as touched (user_key, own, day, no)
    -- the limit keeps it from becoming a join over all rows
    left join lateral (
      select u.gross & u.net & (1::bigint << (touched.day & 63)) <> 0 as is_set from user_days u
      where u.user_key = touched.user_key and u.scope_id = touched.own and u.block = touched.day >> 6 limit 1
    ) kept on true
    where kept.is_set is not true`;
  return rowsSchema.parse(rows).map((row) => row.no);
}
