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
 * Begins a job that nothing is done of, with what others of its rule that wait as long ask of stretches that touch
 * its own or one another's: each change of a click window leaves a job over all clicks, and once is enough for all.
 * @returns the job with the stretch that it has now, and those that are done when it is
 */
export async function beginJob(
  db: Database,
  job: OpenTrafficJob,
  ageMs: number,
): Promise<OpenTrafficJob & { folded: string[] }> {
  const rows = await db.$queryRaw`
    with begun as (
      select * from traffic_job where id = ${job.id} and state = 'waiting' for update
    ), alike as (
      select other.id, tstzrange(other.from_at, other.to_at) as asked
      from traffic_job other join begun on other.rule = begun.rule and other.evaluates = begun.evaluates
      where other.state = 'waiting' and (other.id = begun.id
        or other.created_at <= now() - ${ageMs}::double precision * interval '1 millisecond')
    ), stretch as (
      select part.asked
      from (select unnest(range_agg(asked)) as asked from alike) part, begun
      where part.asked @> begun.from_at
    )
    update traffic_job
    set state = 'running',
      from_at = coalesce((select lower(asked) from stretch), from_at),
      to_at = coalesce((select upper(asked) from stretch), to_at)
    where id in (select id from begun)
    returning (extract(epoch from from_at) * 1000)::float8 as "from", (extract(epoch from to_at) * 1000)::float8 as "to",
      array(select alike.id from alike, stretch where alike.id <> ${job.id} and alike.asked <@ stretch.asked
        order by alike.id) as folded`;
  const [begun] = z.array(z.object({ from: z.number(), to: z.number(), folded: z.array(z.string()) })).parse(rows);
  return { ...job, folded: [], ...begun };
}

/** Closes jobs whose work another has done. */
export async function closeJobs(db: Database, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`
    update traffic_job set state = 'done', done_until = to_at, finished_at = now() where id = any(${ids}::text[])`;
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
