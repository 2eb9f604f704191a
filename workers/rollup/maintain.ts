import { pruneReportedDays } from "@/lib/storage/restatement/prune-reported-days";
import { hasBackgroundWorkers, listPolicies } from "@/lib/storage/rollup/list-policies";
import { pruneCorrelateJobs, pruneEventKeys, pruneJourneyEvents, pruneOrders } from "@/lib/storage/rollup/prune";
import { runPolicy, setRetention } from "@/lib/storage/rollup/run-policy";
import { journeysKeptFrom, keptFrom } from "@/workers/runtime/kept-from";
import { pause } from "@/workers/runtime/pause";
import type { RoleContext } from "@/workers/runtime/role";
import { endCountsOfReach, pruneReach } from "./fold-reach";

const dayMs = 86_400_000;
const pruneRows = 2000;
/** How long it can be looked up what was worked out again. */
const jobDays = 30;
/** Between two deletes, so that others get their turn. */
const pruneEveryMs = 50;

type Context = Pick<RoleContext, "prisma" | "log" | "clock" | "env">;

/**
 * The hourly housekeeping: retention as `RETENTION_DAYS` says, policies where TimescaleDB does not run
 * them by itself, and the plain tables kept to their age. Each part goes on when another fails.
 */
export async function maintain(context: Context, signal: AbortSignal): Promise<void> {
  await attempt(context, "policies", () => maintainPolicies(context, signal));
  const before = new Date(keptFrom(context));
  await attempt(context, "event keys", () =>
    untilNone(signal, () => pruneEventKeys(context.prisma, before, pruneRows)),
  );
  await attempt(context, "reach", () => pruneReach(context, before, signal));
  await attempt(context, "journey events", async () => {
    // a day whose journeys are being cut off must not be counted any more
    await endCountsOfReach(context, before);
    await untilNone(signal, () => pruneJourneyEvents(context.prisma, new Date(journeysKeptFrom(context)), pruneRows));
  });
  // a day of any calendar is over everywhere two days after its date
  const dayBefore = new Date(before.getTime() - 2 * dayMs).toISOString().slice(0, 10);
  await attempt(context, "reported days", () =>
    untilNone(signal, () => pruneReportedDays(context.prisma, dayBefore, pruneRows)),
  );
  const jobsBefore = new Date(context.clock.now().getTime() - jobDays * dayMs);
  await attempt(context, "jobs of the catalogue", () => pruneCorrelateJobs(context.prisma, jobsBefore));
  await attempt(context, "orders", () => untilNone(signal, () => pruneOrders(context.prisma, before, pruneRows)));
}

async function maintainPolicies(context: Context, signal: AbortSignal): Promise<void> {
  const { prisma, env } = context;
  const runsThemItself = await hasBackgroundWorkers(prisma);
  for (const policy of await listPolicies(prisma)) {
    if (signal.aborted) return;
    await attempt(context, `${policy.procedure} of ${policy.table}`, async () => {
      if (policy.dropAfterDays !== null && policy.dropAfterDays !== env.RETENTION_DAYS) {
        await setRetention(prisma, policy.jobId, env.RETENTION_DAYS);
      }
      if (!runsThemItself) await runPolicy(prisma, policy.jobId);
    });
  }
}

async function untilNone(signal: AbortSignal, prune: () => Promise<number>): Promise<void> {
  while (!signal.aborted && (await prune()) === pruneRows) await pause(pruneEveryMs, signal);
}

async function attempt(context: Context, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.log.error({ err: error }, `housekeeping of ${what} failed, it is tried again in an hour`);
  }
}
