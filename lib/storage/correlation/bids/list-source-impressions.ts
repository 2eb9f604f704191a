import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type ImpressionPlace, type ImpressionRef, impressionColumns, impressionRefSchema } from "./impression-ref";

/**
 * Gives the next impressions of a source in a stretch of event time (epoch milliseconds, `to` exclusive) after a
 * place, in the order of the table's key, which is that of compressed chunks too: at most `limit`.
 */
export async function listSourceImpressions(
  db: Database,
  sourceId: string,
  { from, to, after, limit }: { from: number; to: number; after: ImpressionPlace | null; limit: number },
): Promise<ImpressionRef[]> {
  const isAfter = after
    ? Prisma.sql`i.campaign_id >= ${after.campaignId}
        and (i.campaign_id, i.occurred_at, i.event_id) > (${after.campaignId}, ${iso(after.at)}::timestamptz, ${after.eventId})`
    : Prisma.sql`true`;
  const rows = await db.$queryRaw`
    select ${impressionColumns}
    from impression i
    where i.source_id = ${sourceId} and i.occurred_at >= ${iso(from)}::timestamptz and i.occurred_at < ${iso(to)}::timestamptz
      and ${isAfter}
    order by i.campaign_id, i.occurred_at, i.event_id
    limit ${limit}::int`;
  return z.array(impressionRefSchema).parse(rows);
}
