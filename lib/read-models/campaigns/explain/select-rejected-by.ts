import { z } from "zod";
import type { EventKind } from "@/lib/contracts/kinds";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import { isoOf } from "@/lib/read-models/campaigns/segment-rows";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(
  z.object({
    reason: z.string(),
    field: z.string().nullable(),
    count: z.number().int(),
    issueId: z.string(),
    source: z.string(),
  }),
);
export type RejectedBy = z.infer<typeof rowsSchema>;

/**
 * The records that are rejected now and named the campaign and a time in the range, by issue, the one
 * with the most first. Issues are of few reasons and fields, so there are few.
 */
export async function selectRejectedBy(
  db: Database,
  { campaignId, kind, range }: { campaignId: string; kind: EventKind; range: ReportRange },
): Promise<RejectedBy> {
  return rowsSchema.parse(
    await db.$queryRaw`
      select reason, field, count(*)::float8 as count, issue_id as "issueId", source_id as source
      from rejected_record
      where campaign_id = ${campaignId} and event_at >= ${isoOf(range.from)}::timestamptz
        and event_at < ${isoOf(range.to)}::timestamptz and event_kind = ${kind}
      group by issue_id, source_id, reason, field
      order by 3 desc, issue_id`,
  );
}
