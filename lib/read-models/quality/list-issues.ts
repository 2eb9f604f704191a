import type { z } from "zod";
import type { IssueQuery, qualityIssueListSchema } from "@/lib/contracts/quality";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { selectIssues } from "./issue-rows";

/** Issues are groups of rejects; more of them at once than this are found by a filter. */
const maxIssues = 500;

/**
 * `GET /api/quality/issues`: rejects grouped by source, kind, reason and field, those that pass every
 * filter, the one seen last first, at most 500, each with its newest record.
 */
export async function listIssues(
  query: IssueQuery,
  db: Database = getPrisma(),
): Promise<z.infer<typeof qualityIssueListSchema>> {
  const { state = null, source = null, reason = null, kind = null } = query;
  const condition = Prisma.sql`
    (${state}::text is null or issue.state = ${state})
    and (${source}::text is null or issue.source_id = ${source})
    and (${reason}::text is null or issue.reason = ${reason})
    and (${kind}::text is null or issue.kind = ${kind})`;
  return { issues: await selectIssues(db, condition, maxIssues) };
}
