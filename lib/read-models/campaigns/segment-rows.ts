import type { AttributionModel } from "@/lib/contracts/catalog";
import { Prisma } from "@/lib/storage/prisma";
import type { Segment } from "./choose-segments";
import type { Levels } from "./views";

/** Which rows of an aggregate a report reads. */
export interface RowsQuery {
  segments: readonly Segment[];
  /** Only these campaigns; null for all. */
  campaignIds: readonly string[] | null;
  /** A further condition on the rows of the aggregate, next to each view. */
  where?: Prisma.Sql | undefined;
  /** Of credits: only these; all without it. */
  models?: readonly ModelOf[] | undefined;
}

/** Credits by one attribution model, of some campaigns or without them of all. */
export interface ModelOf {
  model: AttributionModel;
  campaignIds?: readonly string[];
}

/**
 * The rows of one aggregate in a report's segments, each from its level. Bounds, campaigns and models stand
 * next to each view, so that the index is used and chunks are left out at planning.
 */
export function segmentRows({ segments, campaignIds, models, where }: RowsQuery, levels: Levels): Prisma.Sql {
  const campaigns = campaignIds ? Prisma.sql`and campaign_id = any(${campaignIds}::text[])` : Prisma.empty;
  const ofModels = models?.length ? Prisma.sql`and (${Prisma.join(models.map(isOfModel), " or ")})` : Prisma.empty;
  const parts = segments.map(
    ({ level, from, to, only, except }) => Prisma.sql`
      select * from ${levels[level]}
      where bucket >= ${isoOf(from)}::timestamptz and bucket < ${isoOf(to)}::timestamptz ${campaigns} ${ofModels}
        ${where ? Prisma.sql`and ${where}` : Prisma.empty}
        ${only ? Prisma.sql`and bucket = any(${only.map(isoOf)}::timestamptz[])` : Prisma.empty}
        ${except ? Prisma.sql`and bucket <> all(${except.map(isoOf)}::timestamptz[])` : Prisma.empty}`,
  );
  return Prisma.sql`(${Prisma.join(parts, " union all ")})`;
}

function isOfModel({ model, campaignIds }: ModelOf): Prisma.Sql {
  if (!campaignIds) return Prisma.sql`model = ${model}`;
  return Prisma.sql`(model = ${model} and campaign_id = any(${campaignIds}::text[]))`;
}

/** An instant in epoch milliseconds as ISO 8601. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
