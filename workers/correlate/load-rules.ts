import type { CampaignRules } from "@/lib/attribution/journey";
import { listCampaignRules } from "@/lib/storage/correlation/list-campaign-rules";
import type { Database } from "@/lib/storage/prisma";

/** For a campaign that the catalogue does not know (any more): the defaults of the contract. */
const defaultRules: CampaignRules = { clickWindowDays: 30, viewWindowDays: 1, pricing: "cpm", priceMicros: 0n };

/**
 * Reads the rules of campaigns. Belongs in the transaction that holds the partitions of whoever is worked out: so
 * whoever comes after a change of the catalogue, or after who had not seen it yet, works with the new rules.
 */
export async function loadRules(
  db: Database,
  campaignIds: readonly string[],
): Promise<(campaignId: string) => CampaignRules> {
  const rules = new Map((await listCampaignRules(db, [...new Set(campaignIds)])).map((row) => [row.campaignId, row]));
  return (campaignId) => rules.get(campaignId) ?? defaultRules;
}
