import { z } from "zod";
import type { EventKind } from "@/lib/contracts/kinds";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import { isoOf } from "@/lib/read-models/campaigns/segment-rows";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ source: z.string(), sourceName: z.string() }));

const tables: Record<EventKind, Prisma.Sql> = {
  impression: Prisma.sql`impression`,
  click: Prisma.sql`click`,
  conversion: Prisma.sql`conversion`,
  bid_request: Prisma.sql`bid_request`,
};

/** The range is looked at in so many places, at so many events in each. */
const places = 48;
const eventsEach = 200;

/**
 * The sources whose events of a kind feed a campaign, by name. No aggregate knows them, so they are looked
 * for in samples all over the range: one that sends next to nothing can be missing.
 * @param rejecting sources of which rejects are known, which belong to them as well
 */
export async function selectFeedingSources(
  db: Database,
  { campaignId, kind, range }: { campaignId: string; kind: EventKind; range: ReportRange },
  rejecting: readonly string[],
): Promise<z.infer<typeof rowsSchema>> {
  const [from, to] = [isoOf(range.from), isoOf(range.to)];
  return rowsSchema.parse(
    await db.$queryRaw`
      select feeding.id as source, coalesce(source.name, feeding.id) as "sourceName"
      from (
        select event.source_id as id
        from generate_series(0, ${places - 1}::int) place
        cross join lateral (
          select source_id from ${tables[kind]}
          where campaign_id = ${campaignId} and occurred_at < ${to}::timestamptz
            and occurred_at >= ${from}::timestamptz
              + place * (${to}::timestamptz - ${from}::timestamptz) / ${places}::float8
          order by occurred_at
          limit ${eventsEach}::int
        ) event
        union
        select unnest(${rejecting}::text[])
      ) feeding
      left join source on source.id = feeding.id
      order by 2, 1`,
  );
}
