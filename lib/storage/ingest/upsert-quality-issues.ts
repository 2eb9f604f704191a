import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { iso, type RecordOrigin } from "./chunk-key";

export interface QualityIssueRow {
  id: string;
  reason: string;
  field: string | null;
  count: number;
}

/**
 * Counts rejects into their issues, and into the hour of their arrival. An issue that was resolved is open again, and
 * says since when; one that is ignored stays so.
 * @param replayOf an issue whose records were tried again: those that come back to it did not arrive now, so
 * only its count changes
 */
export async function upsertQualityIssues(
  db: Database,
  origin: RecordOrigin,
  rows: readonly QualityIssueRow[],
  replayOf?: string,
): Promise<void> {
  if (rows.length === 0) return;
  const receivedAt = Prisma.sql`${iso(origin.receivedAt)}::timestamptz`;
  await db.$executeRaw`
    insert into quality_issue as issue (id, source_id, kind, reason, field, count, first_seen_at, last_seen_at)
    select id, ${origin.sourceId}, ${origin.kind}, reason, field, count, ${receivedAt}, ${receivedAt}
    from unnest(
      ${pgArray(rows.map((row) => row.id))}::text[],
      ${pgArray(rows.map((row) => row.reason))}::text[],
      ${pgArray(rows.map((row) => row.field))}::text[],
      ${pgArray(rows.map((row) => row.count))}::bigint[]
    ) as row (id, reason, field, count)
    order by id
    on conflict (id) do update
    set count = issue.count + excluded.count,
      first_seen_at = least(issue.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(issue.last_seen_at, excluded.last_seen_at),
      state = case when ${comesBack(replayOf)} then 'open' else issue.state end,
      regressed_at = case when ${comesBack(replayOf)} then now() else issue.regressed_at end,
      resolved_at = case when ${comesBack(replayOf)} then null else issue.resolved_at end,
      updated_at = now()`;
  await countHours(
    db,
    origin,
    rows.filter((row) => row.id !== replayOf),
  );
}

function comesBack(replayOf: string | undefined): Prisma.Sql {
  return Prisma.sql`issue.state = 'resolved' and issue.id is distinct from ${replayOf ?? null}`;
}

async function countHours(db: Database, origin: RecordOrigin, rows: readonly QualityIssueRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into quality_issue_hour as known (issue_id, hour, count)
    select id, date_trunc('hour', ${iso(origin.receivedAt)}::timestamptz, 'UTC'), count
    from unnest(
      ${pgArray(rows.map((row) => row.id))}::text[],
      ${pgArray(rows.map((row) => row.count))}::integer[]
    ) as row (id, count)
    order by id
    on conflict (issue_id, hour) do update set count = known.count + excluded.count`;
}
