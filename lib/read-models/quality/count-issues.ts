import { z } from "zod";
import { type IssueCounts, issueStateSchema } from "@/lib/contracts/quality";
import type { Database, Prisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ state: issueStateSchema, count: z.number().int() }));

/**
 * Counts issues by their state.
 * @param condition on `issue`, a row of `quality_issue`
 */
export async function countIssues(db: Database, condition: Prisma.Sql): Promise<IssueCounts> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select state, count(*)::float8 as count from quality_issue issue where ${condition} group by state`,
  );
  const counts: IssueCounts = { open: 0, ignored: 0, resolved: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}
