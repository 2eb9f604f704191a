import { z } from "zod";
import type { EventKind } from "@/lib/contracts/kinds";
import type { Segment } from "@/lib/read-models/campaigns/choose-segments";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import { isoOf, segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { sourceViews } from "@/lib/read-models/campaigns/views";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ source: z.string(), sourceName: z.string() }));

/** Of kinds that no aggregate counts by source the range is looked at in so many places, at so many events in each. */
const places = 48;
const eventsEach = 200;

export interface Feeding {
  campaignId: string;
  kind: EventKind;
  range: ReportRange;
  segments: readonly Segment[];
}

/**
 * The sources whose events of a kind feed a campaign, by name. Conversions and bid requests are looked
 * for in samples all over the range: a source that sends next to none of them can be missing.
 * @param rejecting sources of which rejects are known, which belong to them as well
 */
export async function selectFeedingSources(
  db: Database,
  feeding: Feeding,
  rejecting: readonly string[],
): Promise<z.infer<typeof rowsSchema>> {
  return rowsSchema.parse(
    await db.$queryRaw`
      select feeding.id as source, coalesce(source.name, feeding.id) as "sourceName"
      from (${sourcesOf(feeding)} union select unnest(${rejecting}::text[])) feeding
      left join source on source.id = feeding.id
      order by 2, 1`,
  );
}

function sourcesOf({ campaignId, kind, range, segments }: Feeding): Prisma.Sql {
  if (kind === "conversion") return sampled(Prisma.sql`conversion`, campaignId, range);
  if (kind === "bid_request") return sampled(Prisma.sql`bid_request`, campaignId, range);
  const rows = segmentRows({ segments, campaignIds: [campaignId] }, sourceViews[kind]);
  return Prisma.sql`select distinct v.source_id as id from ${rows} v`;
}

function sampled(table: Prisma.Sql, campaignId: string, range: ReportRange): Prisma.Sql {
  const [from, to] = [isoOf(range.from), isoOf(range.to)];
  return Prisma.sql`
    select event.source_id as id
    from generate_series(0, ${places - 1}::int) place
    cross join lateral (
      select source_id from ${table}
      where campaign_id = ${campaignId} and occurred_at < ${to}::timestamptz
        and occurred_at >= ${from}::timestamptz + place * (${to}::timestamptz - ${from}::timestamptz) / ${places}::float8
      order by occurred_at
      limit ${eventsEach}::int
    ) event`;
}
