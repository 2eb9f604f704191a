import { z } from "zod";
import type { IssueHistory } from "@/lib/contracts/quality";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { getIssue } from "./get-issue";

/** More than anybody reads. */
const maxEntries = 200;

const rowsSchema = z.array(
  z.object({
    at: z.date().transform((at) => at.toISOString()),
    actor: z.string(),
    action: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  }),
);

/**
 * `GET /api/quality/issues/{id}/history`: what people and replays did to an issue, newest first, the
 * last 200.
 * @throws AppError `not_found`
 */
export async function listIssueHistory(
  scope: EverySourceScope,
  issueId: string,
  db: Database = getPrisma(),
): Promise<IssueHistory> {
  await getIssue(scope, issueId, db);
  const rows = await db.$queryRaw`
    select at, actor, action, before, after from audit_log
    where subject = ${`quality_issue:${issueId}`}
    order by at desc, id desc
    limit ${maxEntries}::int`;
  return { entries: rowsSchema.parse(rows) };
}
