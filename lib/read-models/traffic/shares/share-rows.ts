import type { TrafficShareQuery } from "@/lib/contracts/traffic";
import type { Segment } from "@/lib/read-models/campaigns/choose-segments";
import { isoOf, segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { invalidViews, sourceViews, views } from "@/lib/read-models/campaigns/views";
import { Prisma } from "@/lib/storage/prisma";

type Fact = "impression" | "click";

/** What one statement adds up. */
export interface SharesSelection {
  by: TrafficShareQuery["by"] | "all";
  segments: readonly Segment[];
  /** Bounds of the days in epoch milliseconds, or of the range. */
  edges: readonly number[];
  campaignId: string | null;
  source: string | null;
}

const gross: Record<Fact, Prisma.Sql> = {
  impression: Prisma.sql`sum(v.impressions) as gross, sum(v.filtered_impressions) as invalid, sum(v.filtered_cost_micros)`,
  click: Prisma.sql`sum(v.clicks) as gross, sum(v.filtered_clicks) as invalid, sum(v.filtered_cost_micros)`,
};
const invalidOnly = Prisma.sql`null::numeric as gross, sum(v.events) as invalid, sum(v.cost_micros)`;

/** Rules have no traffic of their own, and sites of one source are counted by no aggregate. */
export function isGrossKnown({ by, source }: Pick<SharesSelection, "by" | "source">): boolean {
  return by !== "rule" && (by !== "site" || source === null);
}

/**
 * Rows `fact, key, gross, invalid, cost` of impressions or clicks. Of days the key is their number,
 * counted from 1; of the whole range it is empty.
 */
export function shareRows(fact: Fact, selection: SharesSelection): Prisma.Sql {
  const { by, segments, campaignId, source } = selection;
  const levels = isGrossKnown(selection) ? grossLevels(fact, by) : invalidViews[fact];
  const rows = segmentRows({ segments, campaignIds: campaignId === null ? null : [campaignId] }, levels);
  const ofSource = source === null ? Prisma.empty : Prisma.sql`where v.source_id = ${source}`;
  return Prisma.sql`
    select ${fact} as fact, ${keyOf(selection)} as key, ${isGrossKnown(selection) ? gross[fact] : invalidOnly} as cost
    from ${rows} v ${ofSource}
    group by 2`;
}

function grossLevels(fact: Fact, by: SharesSelection["by"]) {
  return by === "site" ? views[fact].site : sourceViews[fact];
}

function keyOf({ by, edges }: SharesSelection): Prisma.Sql {
  if (by === "day") return Prisma.sql`width_bucket(v.bucket, ${edges.map(isoOf)}::timestamptz[])::text`;
  if (by === "rule") return Prisma.sql`v.filter_reason`;
  if (by === "site") return Prisma.sql`v.site`;
  return by === "source" ? Prisma.sql`v.source_id` : Prisma.sql`''::text`;
}
