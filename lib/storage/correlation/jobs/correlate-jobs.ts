import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** The last event that was done: time (epoch milliseconds), then table, then the bytes of the id. */
export const jobPlaceSchema = z.object({ at: z.number(), table: z.string(), eventId: z.string() });
export type JobPlace = z.infer<typeof jobPlaceSchema>;

const rowSchema = z.object({
  id: z.bigint(),
  kind: z.enum(["credits", "reach"]),
  campaignId: z.string(),
  /** Null before the first slice. */
  cursor: jobPlaceSchema.nullable(),
});
export type CorrelateJob = z.infer<typeof rowSchema>;

/**
 * Gives the open job whose turn it is, credits before reach, the oldest first, and says that it runs. When it begins,
 * the others of its kind and campaign that wait are done with it: whatever made them necessary is committed, since
 * they are seen, and everything is read after this. One that is left later is not seen and stays.
 * @param resting jobs that have to wait
 */
export async function takeJob(db: Database, resting: readonly bigint[]): Promise<CorrelateJob | undefined> {
  const rows = await db.$queryRaw`
    with job as materialized (
      select id, kind, campaign_id, cursor, state from correlate_job
      where state <> 'done' and id <> all (${pgArray(resting.map(String))}::bigint[])
      order by kind, id
      limit 1
    ),
    begun as (update correlate_job set state = 'running' from job where correlate_job.id = job.id and job.state = 'waiting'),
    folded as (
      update correlate_job other set state = 'done', finished_at = now()
      from job
      where job.state = 'waiting' and other.state = 'waiting' and other.kind = job.kind
        and other.campaign_id = job.campaign_id and other.id <> job.id
    )
    select id, kind, campaign_id as "campaignId", cursor from job`;
  return z.array(rowSchema).parse(rows)[0];
}

/** Notes how far a job is. */
export async function saveCursor(db: Database, id: bigint, cursor: JobPlace): Promise<void> {
  await db.$executeRaw`
    update correlate_job set cursor = ${JSON.stringify(cursor)}::jsonb where id = ${id}::bigint and state <> 'done'`;
}

/** Says that a job is done. */
export async function finishJob(db: Database, id: bigint): Promise<void> {
  await db.$executeRaw`
    update correlate_job set state = 'done', finished_at = now() where id = ${id}::bigint and state <> 'done'`;
}
