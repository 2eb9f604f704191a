import { csvName } from "@/app/api/campaigns/report-csv";
import { conversionTypesQuerySchema, conversionTypesSchema } from "@/lib/contracts/funnel";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getConversionTypes } from "@/lib/read-models/campaigns/conversion-types/get-conversion-types";

const columns = Object.keys(conversionTypesSchema.shape.rows.element.shape);

/** A campaign's conversions by type, as they came. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) => {
  const query = parseQuery(conversionTypesQuerySchema, url);
  const report = await getConversionTypes(scope, params.id, query);
  if (query.format === "json") return json(report);
  return csv(csvName(`conversion-types-${params.id}`, report), report.rows, columns);
});
