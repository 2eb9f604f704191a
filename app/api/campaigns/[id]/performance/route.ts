import { reportFilename } from "@/app/api/campaigns/report-filename";
import { performanceQuerySchema } from "@/lib/contracts/reports";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";

/** One campaign's figures of a range, by time and by a dimension. */
export const GET = handle<{ id: string }>({ scope: "read" }, async ({ url, params }) => {
  const query = parseQuery(performanceQuerySchema, url);
  const performance = await getCampaignPerformance(params.id, query);
  return query.format === "csv"
    ? csv(reportFilename(`campaign-${params.id}`, performance), performance.rows)
    : json(performance);
});
