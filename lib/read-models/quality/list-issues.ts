import type { z } from "zod";
import type { issueQuerySchema, qualityIssueListSchema } from "@/lib/contracts/quality";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { countIssues } from "./count-issues";
import { selectIssues } from "./issue-rows";
import { isKnown, waitingReferences } from "./known-reference";

/** Issues are groups of rejects; more of them at once than this are found by a filter. */
const maxIssues = 500;

type Query = z.input<typeof issueQuerySchema>;

/** What stands for nobody in the filter by assignee. */
const nobody = "none";

const particular: Record<NonNullable<Query["is"]>, Prisma.Sql> = {
  new: Prisma.sql`issue.first_seen_at > now() - interval '24 hours'`,
  regressed: Prisma.sql`issue.state = 'open' and issue.regressed_at is not null`,
  replayable: Prisma.sql`exists (select from ${waitingReferences} waiting where ${isKnown})`,
};

/**
 * `GET /api/quality/issues`: rejects grouped by source, kind, reason and field, those that pass every
 * filter, at most 500, each with its newest record. The one seen last comes first, or as `sort` says. Beside
 * them, how many of each state pass the other filters.
 */
export async function listIssues(
  _scope: EverySourceScope,
  query: Query,
  db: Database = getPrisma(),
): Promise<z.infer<typeof qualityIssueListSchema>> {
  const issues = await selectIssues(db, { condition: conditionOf(query), sort: query.sort, limit: maxIssues });
  return { issues, counts: await countIssues(db, conditionOf({ ...query, state: undefined })) };
}

function conditionOf({ state, source, reason, kind, field, assignee, is }: Query): Prisma.Sql {
  const conditions = [
    Prisma.sql`true`,
    ...(state === undefined ? [] : [Prisma.sql`issue.state = ${state}`]),
    ...(source === undefined ? [] : [Prisma.sql`issue.source_id = ${source}`]),
    ...(reason === undefined ? [] : [Prisma.sql`issue.reason = ${reason}`]),
    ...(kind === undefined ? [] : [Prisma.sql`issue.kind = ${kind}`]),
    ...(field === undefined ? [] : [Prisma.sql`issue.field = ${field}`]),
    ...(assignee === undefined || assignee === nobody ? [] : [Prisma.sql`issue.assignee = ${assignee}`]),
    ...(assignee === nobody ? [Prisma.sql`issue.assignee is null`] : []),
    ...(is === undefined ? [] : [particular[is]]),
  ];
  return Prisma.join(conditions, " and ");
}
