import type { Client } from "pg";
import { worldSteps } from "../plain/settings";
import { accounts, campaigns, rateOfDay } from "../world/catalogue";

const dayMs = 86_400_000;

/** Puts accounts, campaigns, sources, rates and the rules' steps into the database. */
export async function seedCatalogue(db: Client, now: number): Promise<void> {
  for (const { id, currency } of accounts) {
    await db.query("insert into advertiser (id, name, currency) values ($1, $1, $2)", [id, currency]);
  }
  for (const { id, advertiserId, pricing, priceMicros, clickWindowDays, creativeIds } of campaigns) {
    await db.query(
      "insert into campaign (id, advertiser_id, name, pricing, price_micros, click_window_days) values ($1, $2, $1, $3, $4, $5)",
      [id, advertiserId, pricing, priceMicros, clickWindowDays],
    );
    for (const creativeId of creativeIds) {
      await db.query("insert into creative (id, campaign_id, name) values ($1, $2, $1)", [creativeId, id]);
    }
  }
  for (const path of ["impressions", "interactions", "bid-requests"]) {
    await db.query("insert into source (id, name) values ($1, $1)", [`oracle-${path}`]);
  }
  for (let day = 0; day < 100; day += 1) {
    const date = new Date(now - day * dayMs).toISOString().slice(0, 10);
    await db.query("insert into currency_rate (day, base, currency, rate) values ($1, 'EUR', 'USD', $2)", [
      date,
      rateOfDay,
    ]);
  }
  for (const { rule, from, enabled, version, params } of worldSteps(now)) {
    await db.query(
      `insert into traffic_rule_period (rule, from_at, enabled, version, params) values ($1, $2, $3, $4, $5)
       on conflict (rule, from_at) do update
       set enabled = excluded.enabled, version = excluded.version, params = excluded.params`,
      [rule, new Date(from).toISOString(), enabled, version, JSON.stringify(params)],
    );
  }
}
