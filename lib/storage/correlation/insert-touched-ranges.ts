import type { RestatementCause } from "@/lib/contracts/restatement";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso } from "./journey-row";

export interface TouchedRange {
  /** The table that was touched; `impression_bid`: only which bid requests impressions came from. */
  kind: "impression" | "impression_bid" | "click" | "conversion" | "bid_request" | "conversion_credit";
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
}

/** Tells role `rollup` which event time was touched; belongs in the transaction that touched it. */
export async function insertTouchedRanges(
  db: Database,
  { sourceId, cause }: { sourceId: string; cause: RestatementCause },
  ranges: readonly TouchedRange[],
): Promise<void> {
  if (ranges.length === 0) return;
  await db.$executeRaw`
    insert into touched_range (source_id, kind, from_at, to_at, cause)
    select ${sourceId}, kind, from_at, to_at, ${cause}
    from unnest(
      ${pgArray(ranges.map((range) => range.kind))}::text[],
      ${pgArray(ranges.map((range) => iso(range.from)))}::timestamptz[],
      ${pgArray(ranges.map((range) => iso(range.to)))}::timestamptz[]
    ) as touched (kind, from_at, to_at)`;
}
