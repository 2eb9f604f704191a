import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  campaignId: z.string(),
  clickWindowDays: z.number(),
  viewWindowDays: z.number(),
  pricing: z.enum(["cpm", "cpc", "cpa"]),
  priceMicros: z.bigint(),
});
export type CampaignRulesRow = z.infer<typeof rowSchema>;

/** Gives the attribution windows and the price of those of the campaigns that the catalogue knows. */
export async function listCampaignRules(db: Database, campaignIds: readonly string[]): Promise<CampaignRulesRow[]> {
  const rows = await db.$queryRaw`
    select id as "campaignId", click_window_days as "clickWindowDays", view_window_days as "viewWindowDays",
      pricing, price_micros as "priceMicros"
    from campaign
    where id = any(${pgArray(campaignIds)}::text[])`;
  return z.array(rowSchema).parse(rows);
}
