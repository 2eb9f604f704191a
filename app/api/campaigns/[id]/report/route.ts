import { reportDocumentQuerySchema, reportSettingsSchema } from "@/lib/contracts/share";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getReportDocument } from "@/lib/read-models/share/get-report-document";

/** A campaign's report to print. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) => {
  const { from, to, ...rest } = parseQuery(reportDocumentQuerySchema, url);
  const breakdowns = ["creative", "site", "device", "country"];
  return json(
    await getReportDocument(scope, params.id, reportSettingsSchema.parse({ range: { from, to }, breakdowns, ...rest })),
  );
});
