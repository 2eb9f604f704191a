import { campaignPacingQuerySchema } from "@/lib/contracts/campaign-trends";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listPacing } from "@/lib/read-models/campaigns/pacing/list-pacing";

/** How every campaign's budget is spent. */
export const GET = handle.reports(async ({ scope, url }) => {
  const { advertiserId } = parseQuery(campaignPacingQuerySchema, url);
  return json(await listPacing(scope, advertiserId));
});
