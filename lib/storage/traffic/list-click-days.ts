import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { campaignsOf } from "./key-events";

const rowSchema = z.object({ campaignId: z.string(), days: z.array(z.number()).nullable() });

/** Gives the campaigns of which a user has events in a range, with the UTC days (numbers) that hold clicks. */
export async function listClickDays(
  db: Database,
  userKey: string,
  { from, to }: { from: number; to: number },
): Promise<{ campaignId: string; days: number[] }[]> {
  const rows = await db.$queryRaw`
    select c.campaign_id as "campaignId", clicks.days
    from ${campaignsOf(Prisma.sql`${userKey}::uuid`)} c
    cross join lateral (
      select array_agg(distinct floor(extract(epoch from e.occurred_at) / 86400)::integer) as days
      from journey_event e
      where e.user_key = ${userKey}::uuid and e.campaign_id = c.campaign_id and e.kind = 'click'
        and e.occurred_at between ${iso(from)}::timestamptz and ${iso(to)}::timestamptz
    ) clicks
    where clicks.days is not null`;
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ campaignId, days }) => ({ campaignId, days: days ?? [] }));
}
