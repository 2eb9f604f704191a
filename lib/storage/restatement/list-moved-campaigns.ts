import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ campaignId: z.string(), firstDay: z.string(), lastDay: z.string() }));

/**
 * Gives the campaigns that have days after `after` which were reported in another calendar than their advertiser's
 * of now, with the first and last of those days (YYYY-MM-DD), unless that is noted already: the advertiser has moved
 * to another time zone, or the campaign to another advertiser.
 */
export async function listMovedCampaigns(db: Database, after: string): Promise<z.infer<typeof rowsSchema>> {
  return rowsSchema.parse(
    await db.$queryRaw`
      select campaign.id as "campaignId", moved.first_day::text as "firstDay", moved.last_day::text as "lastDay"
      from campaign join advertiser on advertiser.id = campaign.advertiser_id
      cross join lateral (
        select min(day) as first_day, max(day) as last_day from reported_day
        where reported_day.campaign_id = campaign.id and time_zone <> advertiser.time_zone and day > ${after}::date
      ) as moved
      -- two probes of the index a campaign, however many days it has
      where ((select min(time_zone) from reported_day where campaign_id = campaign.id) <> advertiser.time_zone
          or (select max(time_zone) from reported_day where campaign_id = campaign.id) <> advertiser.time_zone)
        and moved.first_day is not null
        and not exists (
          select from restate_range
          where cause = 'catalogue' and source_id = '' and campaign.id = any(campaign_ids)
        )
      order by 1`,
  );
}
