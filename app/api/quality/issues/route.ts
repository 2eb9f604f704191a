import { updateIssues } from "@/lib/actions/quality/update-issues";
import { actorOf } from "@/lib/auth/principal";
import { issueQuerySchema, issuesPatchSchema } from "@/lib/contracts/quality";
import { json, parseBody, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listIssues } from "@/lib/read-models/quality/list-issues";

/** Rejected records grouped by source, kind, reason and field. */
export const GET = handle.operations(async ({ scope, url }) =>
  json(await listIssues(scope, parseQuery(issueQuerySchema, url))),
);

/** The same change to several issues; each gets its line in the audit log. */
export const PATCH = handle.operate(async ({ request, principal }) => {
  const { ids, patch } = await parseBody(issuesPatchSchema, request);
  return json(await updateIssues(ids, patch, actorOf(principal)));
});
