import { issueQuerySchema } from "@/lib/contracts/quality";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listIssues } from "@/lib/read-models/quality/list-issues";

/** Rejected records grouped by source, kind, reason and field. */
export const GET = handle({ scope: "read" }, async ({ url }) =>
  json(await listIssues(parseQuery(issueQuerySchema, url))),
);
