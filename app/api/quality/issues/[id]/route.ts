import { updateIssue } from "@/lib/actions/quality/update-issue";
import { actorOf } from "@/lib/auth/principal";
import { issuePatchSchema } from "@/lib/contracts/quality";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getIssue } from "@/lib/read-models/quality/get-issue";

/** An issue with its newest record. */
export const GET = handle.operations<{ id: string }>(async ({ scope, params }) =>
  json(await getIssue(scope, params.id)),
);

/** Changes an issue's state, assignee or note, and gives it as it is now. */
export const PATCH = handle.operate<{ id: string }>(async ({ scope, request, params, principal }) => {
  const patch = await parseBody(issuePatchSchema, request);
  return json(await updateIssue(scope, params.id, patch, actorOf(principal)));
});
