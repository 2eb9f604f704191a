import { csvName } from "@/app/api/campaigns/report-csv";
import { attributionQuerySchema } from "@/lib/contracts/attribution";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { OpenPlaces } from "@/lib/http/open-places";
import { getAttribution, isWhatIf } from "@/lib/read-models/campaigns/attribution/get-attribution";
import { attributionCsv } from "./attribution-csv";

/** Each works through thousands of journeys in a process that has other requests to answer. */
const places = new OpenPlaces(2, "Other windows are being worked out for others at the moment. Ask again in a moment.");

/** Attribution models side by side, and what other windows would give. */
export const GET = handle.reports<{ id: string }>(async ({ scope, request, params, url }) => {
  const query = parseQuery(attributionQuerySchema, url);
  const giveBack = isWhatIf(query) ? places.take() : () => undefined;
  try {
    const report = await getAttribution(scope, params.id, query, request.signal);
    if (query.format === "json") return json(report);
    const { columns, rows } = attributionCsv(report);
    return csv(csvName(`attribution-${params.id}`, report), rows, columns);
  } finally {
    giveBack();
  }
});
