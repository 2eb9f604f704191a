import { externalIdSchema } from "@/lib/contracts/primitives";
import type { QualityIssue } from "@/lib/contracts/quality";
import { AppError } from "@/lib/errors";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { selectIssues } from "./issue-rows";

/**
 * Reads one issue with its newest record.
 * @throws AppError `not_found`
 */
export async function getIssue(
  _scope: EverySourceScope,
  id: string,
  db: Database = getPrisma(),
): Promise<QualityIssue> {
  if (!externalIdSchema.safeParse(id).success) throw issueNotFound();
  const [issue] = await selectIssues(db, { condition: Prisma.sql`issue.id = ${id}`, limit: 1 });
  if (!issue) throw issueNotFound();
  return issue;
}

export function issueNotFound(): AppError {
  return new AppError("not_found", "There is no issue with this id; GET /api/quality/issues lists them.");
}
