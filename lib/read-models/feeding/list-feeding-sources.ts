import { z } from "zod";
import type { Clock } from "@/lib/clock";
import { eventKindSchema } from "@/lib/contracts/kinds";
import { isoOf } from "@/lib/read-models/campaigns/segment-rows";
import { sourceViews } from "@/lib/read-models/campaigns/views";
import { inScope } from "@/lib/read-models/in-scope";
import type { ReportScope } from "@/lib/scope";
import { type Database, Prisma } from "@/lib/storage/prisma";

/** A source that has sent nothing for a campaign for so long does not feed it any more. */
const days = 92;
const dayMs = 86_400_000;

/** The condition that `source_id` is one of these; null: any, and none at all. */
export function ofSources(sourceIds: readonly string[] | null): Prisma.Sql {
  return sourceIds === null ? Prisma.sql`true` : Prisma.sql`source_id = any(${sourceIds}::text[])`;
}

const rowsSchema = z.array(z.object({ sourceId: z.string() }));

/**
 * The sources that sent events for the scope's campaigns in the last 92 days: those whose state tells
 * somebody how fresh their figures are. Others may have names that are none of their business.
 * @returns null for every source, where the scope is of every advertiser
 */
export async function listFeedingSources(scope: ReportScope, db: Database, clock: Clock): Promise<string[] | null> {
  if (scope.advertiserIds === null) return null;
  const since = isoOf(clock.now().getTime() - days * dayMs);
  const own = Prisma.sql`array(select id from campaign where ${inScope(scope, Prisma.sql`advertiser_id`)})`;
  const parts = eventKindSchema.options.map(
    (kind) => Prisma.sql`
      select source_id from ${sourceViews[kind]["1d"]}
      where bucket >= ${since}::timestamptz and campaign_id = any(${own})`,
  );
  const rows = await db.$queryRaw`
    select distinct source_id as "sourceId" from (${Prisma.join(parts, " union all ")}) fed where source_id is not null`;
  return rowsSchema.parse(rows).map(({ sourceId }) => sourceId);
}
