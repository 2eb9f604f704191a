import { z } from "zod";
import type { EventKind } from "@/lib/contracts/kinds";
import type { Segment } from "@/lib/read-models/campaigns/choose-segments";
import { segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { sourceViews } from "@/lib/read-models/campaigns/views";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ source: z.string(), sourceName: z.string() }));

export interface Feeding {
  campaignId: string;
  kind: EventKind;
  segments: readonly Segment[];
}

/**
 * The sources whose events of a kind feed a campaign, by name.
 * @param rejecting sources of which rejects are known, which belong to them as well
 */
export async function selectFeedingSources(
  db: Database,
  { campaignId, kind, segments }: Feeding,
  rejecting: readonly string[],
): Promise<z.infer<typeof rowsSchema>> {
  const rows = segmentRows({ segments, campaignIds: [campaignId] }, sourceViews[kind]);
  return rowsSchema.parse(
    await db.$queryRaw`
      select feeding.id as source, coalesce(source.name, feeding.id) as "sourceName"
      from (select v.source_id as id from ${rows} v union select unnest(${rejecting}::text[])) feeding
      left join source on source.id = feeding.id
      order by 2, 1`,
  );
}
