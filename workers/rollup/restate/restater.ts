import { deleteRestateRanges } from "@/lib/storage/restatement/delete-restate-ranges";
import { insertRestateRanges } from "@/lib/storage/restatement/insert-restate-ranges";
import { setReportedThrough } from "@/lib/storage/restatement/reported-zones";
import { lockRestatements, type Restated, restateDays } from "@/lib/storage/restatement/restate-days";
import { deleteTouched } from "@/lib/storage/rollup/delete-touched";
import type { Touched } from "@/lib/storage/rollup/list-touched";
import type { RoleContext } from "../../runtime/role";
import { type Delays, delaysOfProduct } from "./delays";
import type { DueEnds } from "./due-days";
import type { Job } from "./job";
import { noteMovedCampaigns, planFirstReports, planRanges, startOfOpenDays } from "./plan-jobs";
import { rangesOf } from "./ranges-of";
import { type Slice, SliceSize } from "./slices";

const dayMs = 86_400_000;
/** So long one cycle compares, so that aggregates are not kept waiting. */
const budgetMs = 1000;
/** How often it looks whether days are over … */
const lookEveryMs = 15_000;
/** … and whether campaigns have another calendar. */
const movedEveryMs = 60_000;
/** A transaction waits for its turn on the embedded database's one session. */
const patience = { maxWait: 30_000, timeout: 120_000 };

type Context = Pick<RoleContext, "prisma" | "log" | "clock" | "env">;
type RunningJob = Job & { next: IteratorResult<Slice> };

/**
 * Keeps what was reported of each campaign's day, and the log of how it changed since. Nothing that it must not
 * forget is in its memory: a job that does not come to its end is planned anew, and what it has written compares equal.
 */
export class Restater {
  readonly #size = new SliceSize();
  readonly #delays: Delays;
  #job: RunningJob | undefined;
  #lookAt = 0;
  #movedAt = 0;

  constructor(
    readonly context: Context,
    delays?: Delays,
  ) {
    this.#delays = delays ?? delaysOfProduct(context.env.RESTATE_QUIET_SECONDS);
  }

  /** Forgets touched ranges whose aggregates are refreshed, and notes in the same transaction what is to be compared. */
  async settle(touched: readonly Touched[]): Promise<void> {
    const now = this.context.clock.now();
    await this.context.prisma.$transaction(async (db) => {
      const ends = this.#ends();
      const over = await startOfOpenDays(db, ends);
      await insertRestateRanges(db, rangesOf(touched, { from: ends.after - 2 * dayMs, to: over }), now);
      await deleteTouched(
        db,
        touched.map(({ id }) => id),
      );
    }, patience);
  }

  /**
   * Compares what is due, for about a second.
   * @returns whether there is more to do at once
   */
  async work(signal: AbortSignal): Promise<{ more: boolean }> {
    const end = performance.now() + budgetMs;
    try {
      while (!signal.aborted && performance.now() < end) {
        this.#job ??= await this.#plan();
        if (!this.#job) return { more: false };
        await this.#step(this.#job);
      }
      return { more: this.#job !== undefined };
    } catch (error) {
      this.#job = undefined;
      throw error;
    }
  }

  async #plan(): Promise<RunningJob | undefined> {
    const { prisma, clock } = this.context;
    const now = clock.now().getTime();
    const common = { now, ends: this.#ends(), delays: this.#delays, size: () => this.#size.get() };
    if (now >= this.#movedAt) {
      await noteMovedCampaigns(prisma, now, common.ends);
      this.#movedAt = now + movedEveryMs;
    }
    let job = await planRanges(prisma, common);
    if (!job && now >= this.#lookAt) {
      job = await planFirstReports(prisma, common);
      if (!job) this.#lookAt = now + lookEveryMs;
    }
    return job && { ...job, next: await job.slices.next() };
  }

  /** Does one slice; the last one in one transaction with the end of the job. */
  async #step(job: RunningJob): Promise<void> {
    const { prisma, clock, log } = this.context;
    const slice = job.next.done ? undefined : job.next.value;
    if (slice) job.next = await job.slices.next();
    const isLast = job.next.done === true;
    const startedAt = performance.now();
    const result = await prisma.$transaction(async (db): Promise<Restated | undefined> => {
      await lockRestatements(db);
      const restated = slice && (await restateDays(db, { ...slice, rangeIds: job.rangeIds }, clock.now()));
      if (isLast && job.rangeIds) await deleteRestateRanges(db, job.rangeIds);
      if (isLast && job.through) await setReportedThrough(db, job.through.timeZone, job.through.day);
      return restated;
    }, patience);
    if (isLast) this.#job = undefined;
    if (!slice || !result) return;
    const tookMs = Math.round(performance.now() - startedAt);
    this.#size.note(slice, tookMs);
    const { timeZone, days, campaignIds } = slice;
    log.debug(
      { timeZone, from: days[0], days: days.length, campaigns: campaignIds.length, ...result, tookMs },
      "compared",
    );
  }

  #ends(): DueEnds {
    const now = this.context.clock.now().getTime();
    const after = Math.floor((now - this.context.env.RETENTION_DAYS * dayMs) / dayMs) * dayMs + dayMs;
    return { upTo: now - this.#delays.firstReportMs, after };
  }
}
