import { z } from "zod";
import type { Catalog } from "@/lib/contracts/catalog";
import { campaignRowSchema } from "@/lib/read-models/catalog/catalog-rows";
import type { Database } from "@/lib/storage/prisma";

type Campaign = Catalog["campaigns"][number];

/** Reads those campaigns and holds their rows until the transaction ends. */
export async function lockCampaigns(database: Database, ids: readonly string[]): Promise<Campaign[]> {
  const rows = await database.$queryRaw`
    select id, advertiser_id as "advertiserId", name, to_char(starts_on, 'YYYY-MM-DD') as "startsOn",
      to_char(ends_on, 'YYYY-MM-DD') as "endsOn", budget_micros::float8 as "budgetMicros", pricing,
      price_micros::float8 as "priceMicros", click_window_days as "clickWindowDays",
      view_window_days as "viewWindowDays", attribution_model as "attributionModel"
    from campaign
    where id = any(${ids}::text[])
    order by id
    for update`;
  return z.array(campaignRowSchema).parse(rows);
}

/** Inserts or replaces campaigns by id. */
export async function upsertCampaigns(database: Database, entries: readonly Campaign[]): Promise<void> {
  const column = <Key extends keyof Campaign>(key: Key) => entries.map((entry) => entry[key] ?? null);
  const amount = (key: "budgetMicros" | "priceMicros") => entries.map((entry) => entry[key]?.toString() ?? null);
  await database.$executeRaw`
    insert into campaign (id, advertiser_id, name, starts_on, ends_on, budget_micros, pricing, price_micros,
      click_window_days, view_window_days, attribution_model)
    select * from unnest(
      ${column("id")}::text[], ${column("advertiserId")}::text[], ${column("name")}::text[],
      ${column("startsOn")}::text[]::date[], ${column("endsOn")}::text[]::date[],
      ${amount("budgetMicros")}::text[]::bigint[], ${column("pricing")}::text[],
      ${amount("priceMicros")}::text[]::bigint[], ${column("clickWindowDays")}::integer[],
      ${column("viewWindowDays")}::integer[], ${column("attributionModel")}::text[]
    ) as entry (id, advertiser_id, name, starts_on, ends_on, budget_micros, pricing, price_micros,
      click_window_days, view_window_days, attribution_model)
    order by id
    on conflict (id) do update
    set advertiser_id = excluded.advertiser_id, name = excluded.name, starts_on = excluded.starts_on,
      ends_on = excluded.ends_on, budget_micros = excluded.budget_micros, pricing = excluded.pricing,
      price_micros = excluded.price_micros, click_window_days = excluded.click_window_days,
      view_window_days = excluded.view_window_days, attribution_model = excluded.attribution_model,
      updated_at = now()`;
}
