import { restatementSchema, restatementsQuerySchema } from "@/lib/contracts/restatement";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listAllRestatements, listRestatements } from "@/lib/read-models/campaigns/restatements/list-restatements";

/** How a campaign's figures changed after they had been reported. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) => {
  const query = parseQuery(restatementsQuerySchema, url);
  if (query.format === "json") return json(await listRestatements(scope, params.id, query));
  const rows = (await listAllRestatements(scope, params.id, query)).map(({ causes, sources, ...row }) => ({
    ...row,
    causes: causes.join(" "),
    sources: sources.map(({ sourceName }) => sourceName).join(", "),
  }));
  return csv(`restatements-${params.id}.csv`, rows, Object.keys(restatementSchema.shape));
});
