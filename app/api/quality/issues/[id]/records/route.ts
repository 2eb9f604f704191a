import { z } from "zod";
import { download } from "@/app/api/batches/[batchId]/rejects/download";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getIssue } from "@/lib/read-models/quality/get-issue";
import { listIssueRecords } from "@/lib/read-models/quality/list-issue-records";
import { readWholeRecords } from "@/lib/read-models/quality/read-whole-records";
import { writeRecords } from "./write-records";

const querySchema = z.object({
  cursor: z.string().max(500).optional(),
  format: z.enum(["json", "csv"]).default("json"),
});

/** The rejected records of an issue, the newest first: JSON by the page, CSV all of them. */
export const GET = handle.operations<{ id: string }>(async ({ scope, url, params }) => {
  const { cursor, format } = parseQuery(querySchema, url);
  if (format === "json") return json(await listIssueRecords(scope, params.id, cursor));
  const { id } = await getIssue(scope, params.id);
  const name = `issue-${id.replace(/[^\w.-]/g, "_").slice(0, 80)}.csv`;
  return download(name, "text/csv; charset=utf-8; header=present", writeRecords(readWholeRecords(scope, id)));
});
