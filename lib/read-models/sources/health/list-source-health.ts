import { z } from "zod";
import { type Clock, systemClock } from "@/lib/clock";
import type { SourceHealthList } from "@/lib/contracts/source-health";
import { readFreshness } from "@/lib/read-models/freshness/get-freshness";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { shareOf } from "./figures";
import { selectDays } from "./select-days";
import { summariseFreshness } from "./summarise-freshness";

const trendDays = 7;

const recentSchema = z.array(
  z.object({
    sourceId: z.string(),
    received: z.number(),
    stored: z.number(),
    rejected: z.number(),
    filtered: z.number(),
    openIssues: z.number(),
  }),
);

/** `GET /api/sources/health`: how each source does, in one row, by name. */
export async function listSourceHealth(
  _scope: EverySourceScope,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<SourceHealthList> {
  const now = clock.now();
  const [freshness, days, recent] = await Promise.all([
    readFreshness(db, clock, null),
    selectDays(db, null, now, trendDays),
    selectRecent(db, now),
  ]);
  const ids = [...new Set(freshness.sources.map((row) => row.sourceId))];
  const sources = ids.flatMap((sourceId) => {
    const rows = freshness.sources.filter((row) => row.sourceId === sourceId);
    const last = recent.find((row) => row.sourceId === sourceId);
    const received = (day: number) => days.find((row) => row.sourceId === sourceId && row.day === day)?.received ?? 0;
    return {
      sourceId,
      name: rows[0]?.name ?? sourceId,
      ...summariseFreshness(rows),
      received24h: last?.received ?? 0,
      rejectShare: shareOf(last?.rejected ?? 0, last?.received ?? 0),
      invalidShare: shareOf(last?.filtered ?? 0, last?.stored ?? 0),
      trend: Array.from({ length: trendDays }, (_, day) => received(day)),
      openIssues: last?.openIssues ?? 0,
    };
  });
  return { sources, asOf: now.toISOString() };
}

/** Of each source: the records of the last 24 hours as the books stand now, and its open issues. */
async function selectRecent(db: Database, now: Date): Promise<z.infer<typeof recentSchema>> {
  const since = new Date(now.getTime() - 86_400_000).toISOString();
  return recentSchema.parse(
    await db.$queryRaw`
      select source.id as "sourceId", ledger.*, (
          select count(*)::float8 from quality_issue where source_id = source.id and state = 'open'
        ) as "openIssues"
      from source
      cross join lateral (
        select coalesce(sum(received), 0)::float8 as received, coalesce(sum(stored), 0)::float8 as stored,
          coalesce(sum(rejected), 0)::float8 as rejected, coalesce(sum(filtered), 0)::float8 as filtered
        from ledger_entry
        where source_id = source.id and received_at > ${since}::timestamptz
      ) ledger`,
  );
}
