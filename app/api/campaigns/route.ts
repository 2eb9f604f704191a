import { reportFilename } from "@/app/api/campaigns/report-filename";
import { reportQuerySchema } from "@/lib/contracts/reports";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getCampaignList } from "@/lib/read-models/campaigns/campaign-list";

/** Every campaign's figures of a range, and their sums. */
export const GET = handle({ scope: "read" }, async ({ url }) => {
  const query = parseQuery(reportQuerySchema, url);
  const list = await getCampaignList(query);
  return query.format === "csv" ? csv(reportFilename("campaigns", list), list.rows) : json(list);
});
