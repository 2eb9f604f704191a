import { campaignRowSchema, reportQuerySchema } from "@/lib/contracts/reports";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getCampaignList } from "@/lib/read-models/campaigns/campaign-list";
import { reportCsv } from "./report-csv";

/** Every campaign with its metrics. */
export const GET = handle.reports(async ({ scope, url }) => {
  const query = parseQuery(reportQuerySchema, url);
  const report = await getCampaignList(scope, query);
  return query.format === "csv" ? reportCsv("campaigns", campaignRowSchema, report) : json(report);
});
