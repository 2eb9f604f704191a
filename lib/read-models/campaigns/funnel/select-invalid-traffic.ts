import { z } from "zod";
import { segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import type { SumsQuery } from "@/lib/read-models/campaigns/sums-query";
import { invalidViews } from "@/lib/read-models/campaigns/views";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(
  z.object({
    kind: z.enum(["bid", "impression", "click", "conversion"]),
    rule: z.string(),
    count: z.number().int(),
  }),
);
/** Invalid events of a campaign by kind and rule. */
export type InvalidTraffic = z.infer<typeof rowsSchema>;

/** Counts a campaign's invalid events by rule, of each kind the rule with the most first. */
export async function selectInvalidTraffic(
  db: Database,
  query: Pick<SumsQuery, "segments" | "campaignIds">,
): Promise<InvalidTraffic> {
  const kinds = rowsSchema.element.shape.kind.options.map(
    (kind) => Prisma.sql`
      select ${kind}::text as kind, v.filter_reason as rule, sum(v.events)::float8 as count
      from ${segmentRows(query, invalidViews[kind])} v
      group by 2`,
  );
  return rowsSchema.parse(
    await db.$queryRaw`select kind, rule, count from (${Prisma.join(kinds, " union all ")}) invalid order by 3 desc, 2`,
  );
}
