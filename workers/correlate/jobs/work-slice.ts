import { type CorrelateMessage, partitionOf } from "@/lib/contracts/correlate";
import {
  type CorrelateJob,
  finishJob,
  type JobPlace,
  saveCursor,
  takeJob,
} from "@/lib/storage/correlation/jobs/correlate-jobs";
import { type JobSlice, listJobSlice } from "@/lib/storage/correlation/jobs/list-job-slice";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import { lockCatalog } from "@/lib/storage/lock-catalog";
import type { PrismaClient } from "@/lib/storage/prisma";
import { markReachReady } from "@/lib/storage/reach/mark-reach-ready";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import { keptFrom } from "@/workers/runtime/kept-from";
import type { RoleContext } from "@/workers/runtime/role";
import { correlatePairs } from "../correlate-pairs";
import { updateReach } from "../reach/update-reach";

const limitsOfProduct = { credits: 1000, reach: 5000 };
/** So many users are counted by one transaction. */
const usersAtOnce = 500;
const patience = { maxWait: 30_000, timeout: 120_000 };

type Context = Pick<RoleContext, "prisma" | "nats" | "clock" | "env">;

/**
 * Works the next slice of the job off whose turn it is, then notes how far it is: whoever is killed between the two
 * leaves a slice to be done again, which changes nothing. What arrives meanwhile has messages of its own.
 * @param resting jobs that have to wait
 * @returns the job, undefined when there is none
 * @throws JobFault
 */
export async function workSlice(
  context: Context,
  resting: readonly bigint[] = [],
  limits = limitsOfProduct,
): Promise<CorrelateJob | undefined> {
  const job = await takeJob(context.prisma, resting);
  if (!job) return undefined;
  try {
    const slice = await (job.kind === "credits" ? workCredits : workReach)(context, job, limits);
    await advance(context.prisma, job, slice.next);
  } catch (cause) {
    throw new JobFault(job, cause);
  }
  return job;
}

/** A slice of this job could not be worked off. */
export class JobFault extends Error {
  constructor(
    readonly job: CorrelateJob,
    cause: unknown,
  ) {
    super(`slice of job ${job.id} of campaign ${job.campaignId} not worked off`, { cause });
  }
}

async function workCredits(context: Context, job: CorrelateJob, limits: typeof limitsOfProduct): Promise<JobSlice> {
  const { campaignId, cursor: after } = job;
  const slice = await listJobSlice(context.prisma, ["click", "conversion"], {
    campaignId,
    after,
    limit: limits.credits,
  });
  const message: CorrelateMessage = {
    // no source's data did it
    sourceId: "",
    cause: "catalogue",
    watermarks: {},
    pairs: slice.users.map((user) => ({ ...user, campaignId })),
  };
  if (await correlatePairs(context.prisma, message, undefined, keptFrom(context))) await drainOutbox(context);
  return slice;
}

async function workReach({ prisma }: Context, job: CorrelateJob, limits: typeof limitsOfProduct): Promise<JobSlice> {
  const { campaignId, cursor: after } = job;
  const slice = await listJobSlice(prisma, ["impression"], { campaignId, after, limit: limits.reach });
  for (let start = 0; start < slice.users.length; start += usersAtOnce) {
    const pairs = slice.users.slice(start, start + usersAtOnce).map((user) => ({ ...user, campaignId }));
    await prisma.$transaction(async (db) => {
      await lockPartitions(db, [...new Set(pairs.map((pair) => partitionOf(pair.userKey)))]);
      await updateReach(db, pairs);
    }, patience);
  }
  return slice;
}

async function advance(prisma: PrismaClient, job: CorrelateJob, next: JobPlace | null): Promise<void> {
  if (next) return await saveCursor(prisma, job.id, next);
  await prisma.$transaction(async (db) => {
    // a change that opens the scopes again leaves a job with it: it is either seen, or comes after this
    await lockCatalog(db);
    await finishJob(db, job.id);
    if (job.kind === "reach") await markReachReady(db, job.campaignId);
  }, patience);
}
