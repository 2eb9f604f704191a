import { Prisma } from "@/lib/storage/prisma";
import type { SumsQuery } from "./sums-query";
import type { Levels } from "./views";

/**
 * The rows of one aggregate in a report's segments, each from its level. Bounds and campaigns stand
 * next to each view, so that the index is used and chunks are left out at planning.
 */
export function segmentRows(
  { segments, campaignIds }: Pick<SumsQuery, "segments" | "campaignIds">,
  levels: Levels,
): Prisma.Sql {
  const campaigns = campaignIds ? Prisma.sql`and campaign_id = any(${campaignIds}::text[])` : Prisma.empty;
  const parts = segments.map(
    ({ level, from, to }) => Prisma.sql`
      select * from ${levels[level]}
      where bucket >= ${isoOf(from)}::timestamptz and bucket < ${isoOf(to)}::timestamptz ${campaigns}`,
  );
  return Prisma.sql`(${Prisma.join(parts, " union all ")})`;
}

/** An instant in epoch milliseconds as ISO 8601. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
