import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { insertReachScopes } from "./scopes";

const rowsSchema = z.array(z.object({ campaignId: z.string() }));

/**
 * Has the users of these campaigns counted anew, because their advertiser's time zone or their advertiser is another
 * one now: the advertisers' scopes, and those in a calendar that counts no more, are dropped (their rows go with the
 * housekeeping), and new ones stand that are not ready. What is counted by UTC stays true. Belongs in the transaction of the change, after it.
 * @param formerAdvertiserIds the advertisers that campaigns were taken from: these are counted anew too
 * @returns the campaigns that need a job of kind `reach` now, since their users count for one of those advertisers
 */
export async function reopenReachScopes(
  db: Database,
  campaignIds: readonly string[],
  formerAdvertiserIds: readonly string[] = [],
): Promise<string[]> {
  const campaigns = pgArray(campaignIds);
  const rows = await db.$queryRaw`
    with advertisers as materialized (
      select distinct id from (
        select advertiser_id as id from campaign where id = any(${campaigns}::text[])
        union all select unnest(${pgArray(formerAdvertiserIds)}::text[])
      ) named
    )
    select c.id as "campaignId" from campaign c where c.advertiser_id in (select id from advertisers) order by 1`;
  const affected = rowsSchema.parse(rows).map((row) => row.campaignId);
  await dropScopes(db, affected, formerAdvertiserIds);
  await insertReachScopes(db, affected, false);
  return affected;
}

async function dropScopes(db: Database, campaignIds: readonly string[], advertiserIds: readonly string[]) {
  await db.$executeRaw`
    delete from reach_scope s
    where (s.kind = 'campaign' and s.time_zone <> 'UTC' and s.ref = any(${pgArray(campaignIds)}::text[])
        -- a calendar that is still the advertiser's was kept true
        and not exists (
          select from campaign c join advertiser a on a.id = c.advertiser_id
          where c.id = s.ref and a.time_zone = s.time_zone))
      or (s.kind = 'advertiser' and (s.ref = any(${pgArray(advertiserIds)}::text[]) or s.ref in (
        select advertiser_id from campaign where id = any(${pgArray(campaignIds)}::text[]))))`;
}
