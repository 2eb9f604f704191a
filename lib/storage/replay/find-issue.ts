import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  sourceId: z.string(),
  kind: z.string(),
  reason: z.string(),
  field: z.string().nullable(),
  count: z.bigint().transform(Number),
});
export type IssueFacts = z.infer<typeof rowSchema>;

/** Gives what an issue's records are and how many there are, or null when there is no such issue. */
export async function findIssue(db: Pick<Database, "$queryRaw">, issueId: string): Promise<IssueFacts | null> {
  const rows = await db.$queryRaw`
    select source_id as "sourceId", kind, reason, field, count from quality_issue where id = ${issueId}`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}
