import { z } from "zod";
import { lockCatalog } from "@/lib/storage/lock-catalog";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  campaignId: z.string(),
  /** Of its advertiser. */
  timeZone: z.string(),
  inUtc: z.number(),
  /** The same as `inUtc` where the advertiser's calendar is that of UTC. */
  inZone: z.number(),
  /** In the advertiser's zone. */
  advertiser: z.number(),
  /** In UTC. */
  all: z.number(),
  /** Whether those two have every day that the campaign's have. */
  isSharedReady: z.boolean(),
  /** Days (after 1970-01-01) before it are not counted. */
  since: z.number(),
});
/** The ids of the scopes in which a campaign's users are counted. */
export type CampaignScopes = z.infer<typeof rowSchema>;

const foundSchema = rowSchema.extend({
  inUtc: z.number().nullable(),
  inZone: z.number().nullable(),
  advertiser: z.number().nullable(),
  isSharedReady: z.boolean().nullable(),
});

/**
 * Gives the scopes of these campaigns, and makes those that are not there yet; a campaign that the catalogue does not
 * know is in no report and has none. They are read each time, so that a changed zone or advertiser counts at once.
 */
export async function ensureReachScopes(db: Database, campaignIds: readonly string[]): Promise<CampaignScopes[]> {
  const found = await listScopes(db, campaignIds);
  const incomplete = found.filter((row) => row.inUtc === null || row.inZone === null || row.advertiser === null);
  if (incomplete.length === 0) return z.array(rowSchema).parse(found);
  // a change of the catalogue must not come between: what it drops would be made again as if it were counted. Rows would
  // be locked one by one in another order than the change does, and each could wait for the other.
  await lockCatalog(db);
  // ready, since everything that comes passes through the correlation
  await insertReachScopes(
    db,
    incomplete.map((row) => row.campaignId),
    true,
  );
  return z.array(rowSchema).parse(await listScopes(db, campaignIds));
}

async function listScopes(db: Database, campaignIds: readonly string[]): Promise<z.infer<typeof foundSchema>[]> {
  const rows = await db.$queryRaw`
    select c.id as "campaignId", a.time_zone as "timeZone", in_utc.id as "inUtc", in_zone.id as "inZone",
      own.id as "advertiser", everything.id as "all", own.ready and everything.ready as "isSharedReady", everything.since - date '1970-01-01' as since
    from campaign c join advertiser a on a.id = c.advertiser_id
    join reach_scope everything on everything.kind = 'all' and everything.ref = '' and everything.time_zone = 'UTC'
    left join reach_scope in_utc on in_utc.kind = 'campaign' and in_utc.ref = c.id and in_utc.time_zone = 'UTC'
    left join reach_scope in_zone on in_zone.kind = 'campaign' and in_zone.ref = c.id and in_zone.time_zone = a.time_zone
    left join reach_scope own on own.kind = 'advertiser' and own.ref = a.id and own.time_zone = a.time_zone
    where c.id = any(${pgArray(campaignIds)}::text[])`;
  return z.array(foundSchema).parse(rows);
}

/**
 * Makes the scopes that these campaigns have by the catalogue as it is now, where they are not there yet. Belongs in a
 * transaction that holds the lock of the catalogue.
 * @param isReady whether all that comes was counted in them from the first event on
 */
export async function insertReachScopes(db: Database, campaignIds: readonly string[], isReady: boolean): Promise<void> {
  await db.$executeRaw`
    with known as materialized (
      select c.id, a.id as advertiser_id, a.time_zone
      from campaign c join advertiser a on a.id = c.advertiser_id
      where c.id = any(${pgArray(campaignIds)}::text[])
    ),
    wanted as (
      select 'campaign' as kind, id as ref, 'UTC' as time_zone from known
      union select 'campaign', id, time_zone from known
      union select 'advertiser', advertiser_id, time_zone from known
    )
    insert into reach_scope (kind, ref, time_zone, since, ready)
    select wanted.kind, wanted.ref, wanted.time_zone, everything.since, ${isReady}
    from wanted join reach_scope everything on everything.kind = 'all'
    order by 1, 2, 3
    on conflict do nothing`;
}
