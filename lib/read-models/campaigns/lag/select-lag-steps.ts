import { z } from "zod";
import { isoOf, segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { touchViews } from "@/lib/read-models/campaigns/views";
import type { Database } from "@/lib/storage/prisma";
import { touchSegments } from "./touch-segments";

const rowsSchema = z.array(
  z.object({
    /** How many of `lagEdgesHours` the lag reaches. */
    step: z.number().int(),
    postClick: z.number(),
    postView: z.number(),
  }),
);
export type LagStepRow = z.infer<typeof rowsSchema>[number];

export interface LagStepsQuery {
  /** Touches in [from, to): epoch milliseconds, multiples of 15 minutes. */
  from: number;
  to: number;
  /** Only these campaigns; null for all. */
  campaignIds: readonly string[] | null;
  traffic: "net" | "gross";
}

/** Counts the conversions that last touch credits to touches of a range, by how long after the touch they came. */
export async function selectLagSteps(db: Database, query: LagStepsQuery): Promise<LagStepRow[]> {
  const { from, to, campaignIds, traffic } = query;
  const rows = segmentRows({ segments: touchSegments(query), campaignIds }, touchViews);
  return rowsSchema.parse(
    await db.$queryRaw`
      select step, coalesce(sum(conversions) filter (where touch_kind = 'click'), 0)::float8 as "postClick",
        coalesce(sum(conversions) filter (where touch_kind = 'view'), 0)::float8 as "postView"
      from (
        select v.lag_step as step, v.touch_kind,
          v.conversions - case when ${traffic === "net"} then v.filtered_conversions else 0 end as conversions
        from ${rows} v
        where v.touch_kind in ('click', 'view') and v.touch_bucket >= ${isoOf(from)}::timestamptz
          and v.touch_bucket < ${isoOf(to)}::timestamptz
      ) credited
      where conversions > 0
      group by 1
      order by 1`,
  );
}
