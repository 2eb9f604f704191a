import { dayMs } from "@/lib/attribution/journey";
import { advanceJob, beginJob, closeJobs, findOpenJob, type OpenTrafficJob } from "@/lib/storage/traffic/traffic-jobs";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import type { RoleContext } from "@/workers/runtime/role";
import { deriveReasons } from "./derive-reasons";
import { judgeStretch } from "./judge-stretch";
import { underLock } from "./under-lock";

/** Role ingest remembers settings for 3 seconds; chunks that it judged by the old ones are stored by then. */
export const settledAfterMs = 5000;
/** So many events are changed by one transaction. */
const changesAtOnce = 5000;

type Context = Pick<RoleContext, "prisma" | "nats" | "log">;

/**
 * Works the oldest job that is not done off, and with it those that ask the same, a UTC day of event time at a time. What is done of it is written
 * down in the transaction that did it, so it goes on there whenever it was ended.
 * @returns false when there was none
 * @throws what the signal aborts with, and faults
 */
export async function workJob(context: Context, signal: AbortSignal, ageMs = settledAfterMs): Promise<boolean> {
  const open = await findOpenJob(context.prisma, ageMs);
  if (!open) return false;
  const job = await beginJob(context.prisma, open, ageMs);
  for (let from = job.from; from < job.to; ) {
    const to = Math.min(job.to, (Math.floor(from / dayMs) + 1) * dayMs);
    await workDay(context, job, { from, to }, signal);
    from = to;
  }
  if (job.folded.length > 0) await closeJobs(context.prisma, job.folded);
  context.log.info({ job: job.id, folded: job.folded.length, rule: job.rule }, "events worked out again");
  return true;
}

async function workDay(
  context: Context,
  job: OpenTrafficJob,
  day: { from: number; to: number },
  signal: AbortSignal,
): Promise<void> {
  const { prisma } = context;
  if (job.evaluates) {
    const changed = await judgeStretch(prisma, job.id, job.rule, { from: day.from, to: day.to - 1 }, signal);
    if (changed > 0) await advanceJob(prisma, job.id, { changed });
  }
  for (let isComplete = false; !isComplete; ) {
    signal.throwIfAborted();
    isComplete = await underLock(prisma, job.id, async (judge) => {
      const outcome = await deriveReasons(judge, day, changesAtOnce);
      const doneUntil = outcome.isComplete ? { doneUntil: day.to } : {};
      await advanceJob(judge.db, job.id, { changed: outcome.changed, ...doneUntil });
      return outcome.isComplete;
    });
    await drainOutbox(context);
  }
}
