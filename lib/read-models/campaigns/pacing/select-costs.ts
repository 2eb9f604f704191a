import { z } from "zod";
import type { Segment } from "@/lib/read-models/campaigns/choose-segments";
import { isoOf, segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { views } from "@/lib/read-models/campaigns/views";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ bucket: z.number().int(), costMicros: z.number() }));

/**
 * A campaign's net cost between each two of the edges (epoch milliseconds): of impressions, clicks and, by the
 * campaign's own model, of conversions. Gives one figure less than there are edges.
 * @param segments without gaps or overlaps, from the first edge to the last
 */
export async function selectCosts(
  db: Database,
  campaignId: string,
  { segments, edges }: { segments: readonly Segment[]; edges: readonly number[] },
): Promise<number[]> {
  const rows = (levels: Parameters<typeof segmentRows>[1]) =>
    segmentRows({ segments, campaignIds: [campaignId] }, levels);
  const cost = Prisma.sql`width_bucket(v.bucket, span.edges) as bucket,
    sum(v.cost_micros - v.filtered_cost_micros) as cost`;
  const costs = rowsSchema.parse(
    await db.$queryRaw`
      with span as (select ${edges.map(isoOf)}::timestamptz[] as edges)
      select bucket, sum(cost)::float8 as "costMicros"
      from (
        select ${cost} from ${rows(views.impression.device)} v cross join span group by 1
        union all
        select ${cost} from ${rows(views.click.device)} v cross join span group by 1
        union all
        select ${cost}
        from ${rows(views.credit.device)} v cross join span
        join campaign on campaign.id = v.campaign_id and v.model = campaign.attribution_model
        group by 1
      ) costs
      group by 1`,
  );
  const byBucket = new Map(costs.map(({ bucket, costMicros }) => [bucket, costMicros]));
  return edges.slice(1).map((_, index) => byBucket.get(index + 1) ?? 0);
}
