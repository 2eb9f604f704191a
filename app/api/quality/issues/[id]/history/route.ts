import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listIssueHistory } from "@/lib/read-models/quality/list-issue-history";

/** What people and replays did to an issue. */
export const GET = handle.operations<{ id: string }>(async ({ scope, params }) =>
  json(await listIssueHistory(scope, params.id)),
);
