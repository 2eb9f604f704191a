import { z } from "zod";
import { segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import type { SumsQuery } from "@/lib/read-models/campaigns/sums-query";
import { touchViews } from "@/lib/read-models/campaigns/views";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.tuple([z.object({ valid: z.number().int(), invalid: z.number().int() })]);
export type RepeatedOrders = z.infer<typeof rowsSchema>[0];

/**
 * Stored conversions of a campaign of which another one of the same order counts. They have no credit, so the
 * sums of credits do not know them.
 */
export async function selectRepeatedOrders(
  db: Database,
  query: Pick<SumsQuery, "segments" | "campaignIds">,
): Promise<RepeatedOrders> {
  const [repeated] = rowsSchema.parse(
    await db.$queryRaw`
      select coalesce(sum(v.conversions - v.filtered_conversions), 0)::float8 as valid,
        coalesce(sum(v.filtered_conversions), 0)::float8 as invalid
      from ${segmentRows(query, touchViews)} v
      where v.touch_kind = 'repeat'`,
  );
  return repeated;
}
