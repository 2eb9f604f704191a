import { z } from "zod";
import type { ExplainedMetric } from "@/lib/contracts/explain";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import { isoOf, segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import type { SumsQuery } from "@/lib/read-models/campaigns/sums-query";
import { invalidViews } from "@/lib/read-models/campaigns/views";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ rule: z.string(), count: z.number().int() }));
export type FilteredBy = z.infer<typeof rowsSchema>;

/** Of kinds that have no aggregate by rule so many events are looked through; of more the rules are not told. */
const mostLooked = 500_000;

/** By which rule a campaign's invalid events of a metric are invalid, the one with the most first. */
export async function selectFilteredBy(
  db: Database,
  metric: ExplainedMetric,
  query: Pick<SumsQuery, "segments" | "campaignIds"> & { campaignId: string; range: ReportRange },
): Promise<FilteredBy> {
  if (metric === "conversions") return lookThrough(db, Prisma.sql`conversion`, query);
  if (metric === "bidRequests") return lookThrough(db, Prisma.sql`bid_request`, query);
  const views = invalidViews[metric === "impressions" ? "impression" : "click"];
  return rowsSchema.parse(
    await db.$queryRaw`
      select v.filter_reason as rule, sum(v.events)::float8 as count
      from ${segmentRows(query, views)} v
      group by 1
      order by 2 desc, 1`,
  );
}

async function lookThrough(
  db: Database,
  table: Prisma.Sql,
  { campaignId, range }: { campaignId: string; range: ReportRange },
): Promise<FilteredBy> {
  return rowsSchema.parse(
    await db.$queryRaw`
      with event as (
        select filter_reason from ${table}
        where campaign_id = ${campaignId} and occurred_at >= ${isoOf(range.from)}::timestamptz
          and occurred_at < ${isoOf(range.to)}::timestamptz
        limit ${mostLooked + 1}::int
      )
      select filter_reason as rule, count(*)::float8 as count from event
      where filter_reason is not null and (select count(*) from event) <= ${mostLooked}::int
      group by 1
      order by 2 desc, 1`,
  );
}
