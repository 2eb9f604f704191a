import { z } from "zod";
import { trafficRuleNameSchema } from "@/lib/contracts/traffic";
import { iso } from "@/lib/storage/correlation/journey-row";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.string(),
  rule: trafficRuleNameSchema,
  /** Epoch milliseconds; what is before it is done. */
  from: z.number(),
  /** Exclusive. */
  to: z.number(),
  evaluates: z.boolean(),
});
export type OpenTrafficJob = z.infer<typeof rowSchema>;

/** Gives the oldest job that is not done and was left at least `ageMs` ago, from where it stands. */
export async function findOpenJob(db: Database, ageMs: number): Promise<OpenTrafficJob | undefined> {
  const rows = await db.$queryRaw`
    select id, rule, (extract(epoch from coalesce(done_until, from_at)) * 1000)::float8 as "from",
      (extract(epoch from to_at) * 1000)::float8 as "to", evaluates
    from traffic_job
    where state <> 'done' and created_at <= now() - ${ageMs}::double precision * interval '1 millisecond'
    order by created_at, id
    limit 1`;
  return z.array(rowSchema).parse(rows)[0];
}

/**
 * Says how far a job is; belongs in the transaction that did it.
 * @param progress.doneUntil everything before it is done, epoch milliseconds; what it was without it
 */
export async function advanceJob(
  db: Database,
  id: string,
  progress: { changed: number; doneUntil?: number },
): Promise<void> {
  const doneUntil = progress.doneUntil === undefined ? null : iso(progress.doneUntil);
  await db.$executeRaw`
    update traffic_job
    set changed = changed + ${progress.changed}::integer,
      done_until = coalesce(${doneUntil}::timestamptz, done_until),
      state = case when ${doneUntil}::timestamptz >= to_at then 'done' else 'running' end,
      finished_at = case when ${doneUntil}::timestamptz >= to_at then now() end
    where id = ${id}`;
}
