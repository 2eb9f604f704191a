import { csvName } from "@/app/api/campaigns/report-csv";
import { conversionListQuerySchema, conversionListSchema } from "@/lib/contracts/conversions";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { downloadConversions, listConversions } from "@/lib/read-models/conversions/list-conversions";

/** A campaign's conversions, the newest first: a page to open them from, or a file of all. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) => {
  const query = parseQuery(conversionListQuerySchema, url);
  if (query.format === "json") return json(await listConversions(scope, params.id, query));
  const file = await downloadConversions(scope, params.id, query);
  const columns = Object.keys(conversionListSchema.shape.rows.element.shape);
  return csv(csvName(`conversions-${params.id}`, file), file.rows, columns);
});
