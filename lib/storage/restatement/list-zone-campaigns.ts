import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** Gives the ids of the campaigns whose advertisers are in the zone; only some of them where `among` is not null. */
export async function listZoneCampaigns(
  db: Database,
  timeZone: string,
  among: readonly string[] | null,
): Promise<string[]> {
  const rows = await db.$queryRaw`
    select campaign.id
    from campaign join advertiser on advertiser.id = campaign.advertiser_id
    where advertiser.time_zone = ${timeZone}
      and (${among === null}::boolean or campaign.id = any(${pgArray(among ?? [])}::text[]))
    order by 1`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}
