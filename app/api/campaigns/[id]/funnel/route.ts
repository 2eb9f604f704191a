import { csvName } from "@/app/api/campaigns/report-csv";
import { type Funnel, funnelQuerySchema } from "@/lib/contracts/funnel";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getFunnel } from "@/lib/read-models/campaigns/funnel/get-funnel";

/** The way from bid request to conversion, and who leaves it where. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) => {
  const query = parseQuery(funnelQuerySchema, url);
  const funnel = await getFunnel(scope, params.id, query);
  if (query.format === "json") return json(funnel);
  return csv(csvName(`funnel-${params.id}`, funnel), funnel.steps.flatMap(linesOf), columns);
});

const columns = ["step", "reason", "rule", "count", "rate"];

/** A line for the step, then one for each of its reasons. */
function linesOf({ step, count, rate, reasons }: Funnel["steps"][number]) {
  return [
    { step, reason: null, rule: null, count, rate },
    ...reasons.map((reason) => ({ step, ...reason, rate: null })),
  ];
}
