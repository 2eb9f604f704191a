import { z } from "zod";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listIssueRecords } from "@/lib/read-models/quality/list-issue-records";

const querySchema = z.object({ cursor: z.string().max(500).optional() });

/** The rejected records of an issue, the newest first. */
export const GET = handle<{ id: string }>({ scope: "read" }, async ({ url, params }) => {
  const { cursor } = parseQuery(querySchema, url);
  return json(await listIssueRecords(params.id, cursor));
});
