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

/** A range that more campaigns share concerns all: a list of hundreds costs more than it saves. */
const mostCampaigns = 200;

/** Whose events were touched, as `touched_range.campaign_ids` holds it; null: anybody's. */
export function touchedCampaigns(campaignIds: ReadonlySet<string> | undefined): string | null {
  return campaignIds && campaignIds.size <= mostCampaigns ? pgArray([...campaignIds]) : null;
}

/**
 * Tells role `rollup` which event time was touched; belongs in the transaction that touched it.
 * @param campaignIds whose events were; anybody's without it
 */
export async function insertTouchedRanges(
  db: Database,
  { sourceId, cause }: { sourceId: string; cause: RestatementCause },
  ranges: readonly TouchedRange[],
  campaignIds?: ReadonlySet<string>,
): Promise<void> {
  if (ranges.length === 0) return;
  await db.$executeRaw`
    insert into touched_range (source_id, kind, from_at, to_at, cause, campaign_ids)
    select ${sourceId}, kind, from_at, to_at, ${cause}, ${touchedCampaigns(campaignIds)}::text[]
    from unnest(
      ${pgArray(ranges.map((range) => range.kind))}::text[],
      ${pgArray(ranges.map((range) => iso(range.from)))}::timestamptz[],
      ${pgArray(ranges.map((range) => iso(range.to)))}::timestamptz[]
    ) as touched (kind, from_at, to_at)`;
}
