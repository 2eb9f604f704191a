import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const zonesSchema = z.array(z.object({ timeZone: z.string(), through: z.string().nullable() }));

/**
 * Gives the time zones of the advertisers that have campaigns, each with the last day of its calendar
 * (YYYY-MM-DD) whose first reports are done; null before the first.
 */
export async function listReportedZones(db: Database): Promise<z.infer<typeof zonesSchema>> {
  return zonesSchema.parse(
    await db.$queryRaw`
      select zone.time_zone as "timeZone", reported_zone.through::text as through
      from (
        select distinct time_zone from advertiser
        where exists (select from campaign where campaign.advertiser_id = advertiser.id)
      ) as zone left join reported_zone using (time_zone)
      order by 1`,
  );
}

/** Says that the days of a zone's calendar up to this one (YYYY-MM-DD) have had their first reports. */
export async function setReportedThrough(db: Database, timeZone: string, through: string): Promise<void> {
  await db.$executeRaw`
    insert into reported_zone (time_zone, through) values (${timeZone}, ${through}::date)
    on conflict (time_zone) do update set through = excluded.through
    where reported_zone.through < excluded.through`;
}
