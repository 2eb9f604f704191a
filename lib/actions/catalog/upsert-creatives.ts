import { z } from "zod";
import type { Catalog } from "@/lib/contracts/catalog";
import { creativeRowSchema } from "@/lib/read-models/catalog/catalog-rows";
import type { Database } from "@/lib/storage/prisma";

type Creative = Catalog["creatives"][number];

/** Reads those creatives and holds their rows until the transaction ends. */
export async function lockCreatives(database: Database, ids: readonly string[]): Promise<Creative[]> {
  const rows = await database.$queryRaw`
    select id, campaign_id as "campaignId", name, format
    from creative
    where id = any(${ids}::text[])
    order by id
    for update`;
  return z.array(creativeRowSchema).parse(rows);
}

/** Inserts or replaces creatives by id; one may move to another campaign. */
export async function upsertCreatives(database: Database, entries: readonly Creative[]): Promise<void> {
  await database.$executeRaw`
    insert into creative (id, campaign_id, name, format)
    select * from unnest(
      ${entries.map(({ id }) => id)}::text[], ${entries.map(({ campaignId }) => campaignId)}::text[],
      ${entries.map(({ name }) => name)}::text[], ${entries.map(({ format }) => format)}::text[]
    ) as entry (id, campaign_id, name, format)
    order by id
    on conflict (id) do update
    set campaign_id = excluded.campaign_id, name = excluded.name, format = excluded.format, updated_at = now()`;
}
