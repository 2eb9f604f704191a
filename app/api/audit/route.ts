import { auditQuerySchema } from "@/lib/contracts/audit";
import { csv, json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listAudit } from "@/lib/read-models/audit/list-audit";

const mostInFile = 10_000;

/** Who changed what and when, before and after. */
export const GET = handle.people(async ({ scope, url }) => {
  const { format, ...query } = parseQuery(auditQuerySchema, url);
  if (format === "json") return json(await listAudit(scope, query));
  const { lines } = await listAudit(scope, query, undefined, mostInFile);
  const rows = lines.map(({ id: _, before, after, ...line }) => ({
    ...line,
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
  }));
  return csv("audit-log.csv", rows, ["at", "actor", "action", "subject", "before", "after"]);
});
