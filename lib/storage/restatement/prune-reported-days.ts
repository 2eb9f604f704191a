import type { Database } from "@/lib/storage/prisma";

/**
 * Forgets what was reported of at most `limit` days before `before` (YYYY-MM-DD), whose events are gone, so that
 * their figures cannot change. The log of restatements is kept as long as the aggregates: for ever.
 * @returns how many it forgot
 */
export async function pruneReportedDays(db: Database, before: string, limit: number): Promise<number> {
  return await db.$executeRaw`
    delete from reported_day where (campaign_id, day) in (
      select campaign_id, day from reported_day where day < ${before}::date limit ${limit})`;
}
