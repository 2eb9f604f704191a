import { z } from "zod";
import type { Catalog } from "@/lib/contracts/catalog";
import { advertiserRowSchema } from "@/lib/read-models/catalog/catalog-rows";
import type { Database } from "@/lib/storage/prisma";

type Advertiser = Catalog["advertisers"][number];

/** Reads those advertisers and holds their rows until the transaction ends. */
export async function lockAdvertisers(database: Database, ids: readonly string[]): Promise<Advertiser[]> {
  const rows = await database.$queryRaw`
    select id, name, time_zone as "timeZone", currency
    from advertiser
    where id = any(${ids}::text[])
    order by id
    for update`;
  return z.array(advertiserRowSchema).parse(rows);
}

/** Inserts or replaces advertisers by id. */
export async function upsertAdvertisers(database: Database, entries: readonly Advertiser[]): Promise<void> {
  await database.$executeRaw`
    insert into advertiser (id, name, time_zone, currency)
    select * from unnest(
      ${entries.map(({ id }) => id)}::text[], ${entries.map(({ name }) => name)}::text[],
      ${entries.map(({ timeZone }) => timeZone)}::text[], ${entries.map(({ currency }) => currency)}::text[]
    ) as entry (id, name, time_zone, currency)
    order by id
    on conflict (id) do update
    set name = excluded.name, time_zone = excluded.time_zone, currency = excluded.currency, updated_at = now()`;
}
