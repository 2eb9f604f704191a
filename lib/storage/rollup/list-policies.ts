import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  jobId: z.number(),
  procedure: z.string(),
  table: z.string().nullable(),
  /** Of a retention policy: after how many days it drops. */
  dropAfterDays: z.number().nullable(),
});
export type Policy = z.infer<typeof rowSchema>;

/** Gives our compression and retention policies. */
export async function listPolicies(db: Database): Promise<Policy[]> {
  const rows = await db.$queryRaw`
    select job_id as "jobId", proc_name::text as procedure, hypertable_name::text as "table",
      (extract(epoch from (config ->> 'drop_after')::interval) / 86400)::float8 as "dropAfterDays"
    from timescaledb_information.jobs
    where hypertable_schema = current_schema() and proc_name in ('policy_compression', 'policy_columnstore', 'policy_retention')
    order by job_id`;
  return z.array(rowSchema).parse(rows);
}

/**
 * Tells whether TimescaleDB runs policies by itself. Without its launcher (the embedded database) the
 * setting does not exist, and whoever wants a policy to run must call it.
 */
export async function hasBackgroundWorkers(db: Database): Promise<boolean> {
  const rows = await db.$queryRaw`
    select coalesce(nullif(current_setting('timescaledb.max_background_workers', true), '')::integer, 0) > 0 as "has"`;
  return z.array(z.object({ has: z.boolean() })).parse(rows)[0]?.has ?? false;
}
