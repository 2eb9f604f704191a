import { unassignedId } from "@/lib/contracts/catalog";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/**
 * Puts campaigns and creatives that only events have named so far into the catalogue: campaigns under
 * the advertiser `unassigned`, creatives under its campaign of that name. What is there stays as it is.
 */
export async function insertReferences(
  db: Database,
  { campaignIds, creativeIds }: { campaignIds: readonly string[]; creativeIds: readonly string[] },
): Promise<void> {
  await db.$executeRaw`
    insert into advertiser (id, name) values (${unassignedId}, 'Unassigned') on conflict (id) do nothing`;
  await db.$executeRaw`
    insert into campaign (id, advertiser_id, name)
    select id, ${unassignedId}, case when id = ${unassignedId} then 'Unassigned' else left(id, 200) end
    from unnest(${pgArray([unassignedId, ...campaignIds])}::text[]) as new (id)
    order by id
    on conflict (id) do nothing`;
  if (creativeIds.length === 0) return;
  await db.$executeRaw`
    insert into creative (id, campaign_id, name)
    select id, ${unassignedId}, left(id, 200) from unnest(${pgArray(creativeIds)}::text[]) as new (id)
    order by id
    on conflict (id) do nothing`;
}
