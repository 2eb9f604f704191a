import { z } from "zod";
import { touchSegments } from "@/lib/read-models/campaigns/lag/touch-segments";
import { isoOf, segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { touchViews } from "@/lib/read-models/campaigns/views";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(
  z.object({
    /** Counted from 1. */
    day: z.number().int(),
    /** The touch's quarter of an hour; null where it does not matter any more. */
    touchAt: z.date().nullable(),
    conversions: z.number(),
  }),
);
export type TouchConversions = z.infer<typeof rowsSchema>;

export interface TouchConversionsQuery {
  campaignId: string;
  /** Bounds of the days in epoch milliseconds. */
  edges: readonly number[];
  /** Touches before this instant are only counted by day. */
  toldFrom: number;
  traffic: "net" | "gross";
}

/** Counts the conversions that last touch credits to the touches of each day. */
export async function selectTouchConversions(db: Database, query: TouchConversionsQuery): Promise<TouchConversions> {
  const { campaignId, edges, toldFrom, traffic } = query;
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const rows = segmentRows({ segments: touchSegments({ from, to }), campaignIds: [campaignId] }, touchViews);
  return rowsSchema.parse(
    await db.$queryRaw`
      with span as (select ${edges.map(isoOf)}::timestamptz[] as edges)
      select width_bucket(v.touch_bucket, span.edges) as day,
        case when v.touch_bucket >= ${isoOf(toldFrom)}::timestamptz then v.touch_bucket end as "touchAt",
        sum(v.conversions - case when ${traffic === "net"} then v.filtered_conversions else 0 end)::float8 as conversions
      from ${rows} v cross join span
      where v.touch_kind in ('click', 'view') and v.touch_bucket >= ${isoOf(from)}::timestamptz
        and v.touch_bucket < ${isoOf(to)}::timestamptz
      group by 1, 2`,
  );
}
