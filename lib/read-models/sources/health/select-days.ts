import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const dayMs = 86_400_000;

const rowsSchema = z.array(
  z.object({
    sourceId: z.string(),
    /** Counted from 0, the oldest day. */
    day: z.number().int(),
    received: z.number(),
    stored: z.number(),
    duplicate: z.number(),
    rejected: z.number(),
    filtered: z.number(),
  }),
);
export type DayRow = z.infer<typeof rowsSchema>[number];

/** The first instant of the oldest of some UTC days, of which the last one is today. */
export function firstDay(now: Date, days: number): number {
  return Math.floor(now.getTime() / dayMs) * dayMs - (days - 1) * dayMs;
}

/**
 * What each source sent on each of the last UTC days of arrival, as the books stand now; days without
 * records are missing.
 * @param sourceId null for all
 */
export async function selectDays(db: Database, sourceId: string | null, now: Date, days: number): Promise<DayRow[]> {
  const from = firstDay(now, days);
  return rowsSchema.parse(
    await db.$queryRaw`
      select source.id as "sourceId", ledger.*
      from source
      cross join lateral (
        select floor((extract(epoch from received_at) - ${from / 1000}::float8) / 86400)::int as day,
          sum(received)::float8 as received, sum(stored)::float8 as stored, sum(duplicate)::float8 as duplicate,
          sum(rejected)::float8 as rejected, sum(filtered)::float8 as filtered
        from ledger_entry
        where source_id = source.id and received_at >= ${new Date(from).toISOString()}::timestamptz
          and received_at < ${new Date(from + days * dayMs).toISOString()}::timestamptz
        group by 1
      ) ledger
      where ${sourceId}::text is null or source.id = ${sourceId}
      order by source.id, ledger.day`,
  );
}
