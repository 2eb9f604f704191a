import { z } from "zod";
import type { ExplainedMetric } from "@/lib/contracts/explain";
import { segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import type { SumsQuery } from "@/lib/read-models/campaigns/sums-query";
import { invalidViews } from "@/lib/read-models/campaigns/views";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ rule: z.string(), count: z.number().int() }));
export type FilteredBy = z.infer<typeof rowsSchema>;

const viewsOf = {
  impressions: invalidViews.impression,
  clicks: invalidViews.click,
  conversions: invalidViews.conversion,
  bidRequests: invalidViews.bid,
};

/** By which rule a campaign's invalid events of a metric are invalid, the one with the most first. */
export async function selectFilteredBy(
  db: Database,
  metric: ExplainedMetric,
  query: Pick<SumsQuery, "segments" | "campaignIds">,
): Promise<FilteredBy> {
  return rowsSchema.parse(
    await db.$queryRaw`
      select v.filter_reason as rule, sum(v.events)::float8 as count
      from ${segmentRows(query, viewsOf[metric])} v
      group by 1
      order by 2 desc, 1`,
  );
}
