import { z } from "zod";
import type { EventKind } from "@/lib/contracts/kinds";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import { isoOf } from "@/lib/read-models/campaigns/segment-rows";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.tuple([z.object({ duplicate: z.number().int(), late: z.number().int() })]);

/** Duplicates of a campaign's events in a range, and how many of those stored came more than an hour late. */
export async function selectArrival(
  db: Database,
  { campaignId, kind, range }: { campaignId: string; kind: EventKind; range: ReportRange },
): Promise<{ duplicate: number; late: number }> {
  const [arrival] = rowsSchema.parse(
    await db.$queryRaw`
      select coalesce(sum(duplicate), 0)::float8 as duplicate, coalesce(sum(late), 0)::float8 as late
      from campaign_arrival
      where campaign_id = ${campaignId} and kind = ${kind} and bucket >= ${isoOf(range.from)}::timestamptz
        and bucket < ${isoOf(range.to)}::timestamptz`,
  );
  return arrival;
}
