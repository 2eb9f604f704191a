import { trendsQuerySchema } from "@/lib/contracts/campaign-trends";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getCampaignTrends } from "@/lib/read-models/campaigns/trends/get-campaign-trends";

/** The course of every campaign's figures. */
export const GET = handle.reports(async ({ scope, url }) => {
  return json(await getCampaignTrends(scope, parseQuery(trendsQuerySchema, url)));
});
