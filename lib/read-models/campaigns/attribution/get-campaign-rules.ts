import { z } from "zod";
import type { CampaignRules } from "@/lib/attribution/journey";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.tuple([
  z.object({
    clickWindowDays: z.number().int(),
    viewWindowDays: z.number().int(),
    pricing: z.enum(["cpm", "cpc", "cpa"]),
    priceMicros: z.bigint(),
  }),
]);

/** Reads what of a campaign that is there decides about its credits. */
export async function getCampaignRules(db: Database, campaignId: string): Promise<CampaignRules> {
  const [rules] = rowsSchema.parse(
    await db.$queryRaw`
      select click_window_days as "clickWindowDays", view_window_days as "viewWindowDays", pricing,
        price_micros as "priceMicros"
      from campaign where id = ${campaignId}`,
  );
  return rules;
}
