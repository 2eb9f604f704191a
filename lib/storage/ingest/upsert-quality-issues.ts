import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso, type RecordOrigin } from "./chunk-key";

export interface QualityIssueRow {
  id: string;
  reason: string;
  field: string | null;
  count: number;
}

/** Counts rejects into their issues. An issue that was resolved is open again; one that is ignored stays so. */
export async function upsertQualityIssues(
  db: Database,
  origin: RecordOrigin,
  rows: readonly QualityIssueRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into quality_issue as issue (id, source_id, kind, reason, field, count, first_seen_at, last_seen_at)
    select id, ${origin.sourceId}, ${origin.kind}, reason, field, count, ${iso(origin.receivedAt)}::timestamptz,
      ${iso(origin.receivedAt)}::timestamptz
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
      state = case issue.state when 'resolved' then 'open' else issue.state end,
      updated_at = now()`;
}
