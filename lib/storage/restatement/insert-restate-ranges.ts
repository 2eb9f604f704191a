import type { RestatementCause } from "@/lib/contracts/restatement";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** Event time whose days have to be compared with what was reported; epoch milliseconds, both inclusive. */
export interface RestateRange {
  from: number;
  to: number;
  cause: RestatementCause;
  /** Empty where no data came. */
  sourceId: string;
  /** Null: any. */
  campaignIds: readonly string[] | null;
}

/** Notes event time that is to be compared, as of `now`; belongs in the transaction that forgets why. */
export async function insertRestateRanges(db: Database, ranges: readonly RestateRange[], now: Date): Promise<void> {
  if (ranges.length === 0) return;
  const iso = (at: number) => new Date(at).toISOString();
  await db.$executeRaw`
    insert into restate_range (from_at, to_at, cause, source_id, campaign_ids, created_at)
    select from_at, to_at, cause, source_id, campaign_ids::text[], ${now.toISOString()}::timestamptz
    from unnest(
      ${pgArray(ranges.map(({ from }) => iso(from)))}::timestamptz[],
      ${pgArray(ranges.map(({ to }) => iso(to)))}::timestamptz[],
      ${pgArray(ranges.map(({ cause }) => cause))}::text[],
      ${pgArray(ranges.map(({ sourceId }) => sourceId))}::text[],
      ${pgArray(ranges.map(({ campaignIds }) => campaignIds && pgArray(campaignIds)))}::text[]
    ) as range (from_at, to_at, cause, source_id, campaign_ids)`;
}
