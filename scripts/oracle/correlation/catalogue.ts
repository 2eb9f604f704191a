import type { Client } from "pg";

export type Model = "last_touch" | "first_touch" | "linear" | "time_decay" | "position";
export const models: readonly Model[] = ["last_touch", "first_touch", "linear", "time_decay", "position"];

export interface Campaign {
  id: string;
  advertiserId: string;
  timeZone: string;
  pricing: "cpm" | "cpc" | "cpa";
  priceMicros: bigint;
  clickWindowDays: number;
  viewWindowDays: number;
  creativeIds: string[];
}

/** Calendars with days of 23 and 25 hours, and one that is off by a quarter of an hour. */
const zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York"];

const windows = [
  { click: 30, view: 1 },
  { click: 7, view: 30 },
  { click: 0, view: 1 },
  { click: 90, view: 90 },
  { click: 1, view: 0 },
  { click: 30, view: 7 },
  { click: 14, view: 14 },
  { click: 0, view: 0 },
];

export const campaigns: Campaign[] = windows.map(({ click, view }, index) => ({
  id: `correlation-${index}`,
  advertiserId: `correlation-${zones[index % 4]}`,
  timeZone: zones[index % 4] ?? "UTC",
  pricing: (["cpm", "cpa", "cpc"] as const)[index % 3] ?? "cpm",
  priceMicros: 1_000_001n + BigInt(index) * 333_333n,
  clickWindowDays: click,
  viewWindowDays: view,
  creativeIds: [`correlation-${index}-a`, `correlation-${index}-b`, `correlation-${index}-c`],
}));

/** Its impressions without an auction are matched by user and time. */
export const userTimeSource = "oracle-by-user";

export async function seedCatalogue(db: Client): Promise<void> {
  for (const zone of zones) {
    await db.query("insert into advertiser (id, name, time_zone) values ($1, $1, $2)", [`correlation-${zone}`, zone]);
  }
  for (const campaign of campaigns) {
    const { id, advertiserId, pricing, priceMicros, clickWindowDays, viewWindowDays } = campaign;
    await db.query(
      `insert into campaign (id, advertiser_id, name, pricing, price_micros, click_window_days, view_window_days)
       values ($1, $2, $1, $3, $4, $5, $6)`,
      [id, advertiserId, pricing, String(priceMicros), clickWindowDays, viewWindowDays],
    );
    for (const creativeId of campaign.creativeIds) {
      await db.query("insert into creative (id, campaign_id, name) values ($1, $2, $1)", [creativeId, id]);
    }
  }
  for (const source of ["oracle-impressions", "oracle-interactions", "oracle-bid-requests", userTimeSource]) {
    const bidMatch = source === userTimeSource ? "user_time" : "auction";
    await db.query("insert into source (id, name, bid_match) values ($1, $1, $2)", [source, bidMatch]);
  }
}
