import { reportCsv } from "@/app/api/campaigns/report-csv";
import { performanceQuerySchema, performanceRowSchema } from "@/lib/contracts/reports";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";

/** A campaign's metrics over time and by group. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) => {
  const query = parseQuery(performanceQuerySchema, url);
  const report = await getCampaignPerformance(scope, params.id, query);
  if (query.format === "json") return json(report);
  return reportCsv(`campaign-${params.id}`, performanceRowSchema, report);
});
