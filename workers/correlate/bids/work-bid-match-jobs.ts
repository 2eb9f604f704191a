import {
  type BidMatchCursor,
  type BidMatchJob,
  moveBidMatchJob,
  nextBidMatchJob,
} from "@/lib/storage/correlation/bids/bid-match-jobs";
import { listSourceImpressions } from "@/lib/storage/correlation/bids/list-source-impressions";
import type { Database, PrismaClient } from "@/lib/storage/prisma";
import { listChunkSpans } from "@/lib/storage/rollup/list-chunk-spans";
import { pause } from "@/workers/runtime/pause";
import { Resting } from "@/workers/runtime/resting";
import type { RoleContext } from "@/workers/runtime/role";
import { rematch } from "./rematch";

const limitsOfProduct = {
  /** So many impressions a transaction. */
  impressions: 2000,
  /** Between two, so that others get their turn. */
  restMs: 50,
};

/** A transaction waits for its turn on the embedded database's one session. */
const patience = { maxWait: 30_000, timeout: 120_000 };

/** The job was asked for anew: nothing may be written. */
class JobMoved extends Error {}

/**
 * Matches the impressions of sources to bid requests again where somebody has changed how: all that are stored, some
 * thousand a transaction, which also notes how far it is. So whatever dies, the next one goes on from there. What
 * arrives meanwhile is matched as the setting is now, by everybody. A source whose slice fails rests, and the next one
 * gets its turn.
 */
export async function workBidMatchJobs(
  { prisma, log }: Pick<RoleContext, "prisma" | "log">,
  signal: AbortSignal,
  resting = new Resting<string>(),
  limits = limitsOfProduct,
): Promise<void> {
  const next = () => nextBidMatchJob(prisma, resting.list());
  for (let job = await next(); job && !signal.aborted; job = await next()) {
    const { sourceId } = job;
    await workSlice(prisma, job, limits.impressions).catch((error: unknown) => {
      if (error instanceof JobMoved) return;
      log.warn(
        { err: error, source: sourceId },
        "matching to bids again interrupted, going on with it in half a minute",
      );
      resting.add(sourceId);
    });
    await pause(limits.restMs, signal);
  }
}

async function workSlice(prisma: PrismaClient, job: BidMatchJob, limit: number): Promise<void> {
  await prisma.$transaction(async (db) => {
    const next = await takeSlice(db, job, limit);
    if (!(await moveBidMatchJob(db, job, next))) throw new JobMoved();
  }, patience);
}

/** @returns where the next slice begins; null at the end */
async function takeSlice(
  db: Database,
  { sourceId, cursor }: BidMatchJob,
  limit: number,
): Promise<BidMatchCursor | null> {
  const spans = await listChunkSpans(db, ["impression"]);
  const span = spans.find(({ to }) => to > (cursor?.from ?? Number.NEGATIVE_INFINITY));
  if (!span) return null;
  // chunks that were dropped or added meanwhile: the place still stands, since the order is that of the keys
  const from = Math.max(span.from, cursor?.from ?? span.from);
  const after = cursor?.after ?? null;
  const impressions = await listSourceImpressions(db, sourceId, { from, to: span.to, after, limit });
  await rematch(db, { sourceId, cause: "catalogue" }, impressions);
  const last = impressions.at(-1);
  if (!last || impressions.length < limit) return { from: span.to, after: null };
  return { from, after: { campaignId: last.campaignId, at: last.at, eventId: last.eventId } };
}
