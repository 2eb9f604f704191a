import { hasBackgroundWorkers } from "@/lib/storage/rollup/list-policies";
import { tellChanged } from "@/lib/stream/live-hints";
import { runWithLease } from "@/workers/runtime/lease";
import { pause } from "@/workers/runtime/pause";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { foldReachDeltas } from "./fold-reach";
import { maintain } from "./maintain";
import { Rollup } from "./rollup";

const cycleMs = 1000;
/** A fault (another refresh of the same time, a database away) is waited out. */
const afterFaultMs = 5000;
/** So long at most it rests twice as long as it worked: a late file is to be seen within seconds. */
const doubleRestMs = 4000;
const longestRestMs = 15_000;
const maintainEveryMs = 3_600_000;
/** The first housekeeping waits until a start is over. */
const firstMaintainMs = 10 * 60_000;

/** Role `rollup`: one process at a time keeps the aggregates fresh and the tables to their age. */
export async function startRollup(context: RoleContext): Promise<Role> {
  return runWithLease(context, { name: "rollup", work: (signal) => run(context, signal) });
}

async function run(context: RoleContext, signal: AbortSignal): Promise<void> {
  const rollup = new Rollup(context, () =>
    tellChanged(context.nats, { campaigns: null, what: ["performance", "conversions", "restatements"] }),
  );
  let maintainAt = performance.now() + firstMaintainMs;
  const isOneSession = !(await hasBackgroundWorkers(context.prisma));
  while (!signal.aborted) {
    const startedAt = performance.now();
    const { more, failed } = await cycleOnce(rollup, context, signal);
    if (performance.now() >= maintainAt && !signal.aborted) {
      maintainAt = performance.now() + maintainEveryMs;
      await maintain(context, signal);
    }
    const workedMs = performance.now() - startedAt;
    if (failed) await pause(afterFaultMs, signal);
    else await pause(isOneSession ? restMs(workedMs, more) : more ? 0 : cycleMs, signal);
  }
}

/**
 * How long it rests on the embedded database, where one session serves all and everybody else waits meanwhile: so
 * that refreshing takes at most a half of the time, and a third where it is soon done and there is nothing more to do.
 */
function restMs(workedMs: number, more: boolean): number {
  if (more) return workedMs;
  const long = Math.max(workedMs, Math.min(doubleRestMs, 2 * workedMs));
  return Math.min(longestRestMs, Math.max(cycleMs, long));
}

/**
 * One round of the aggregates, then one of reach, which needs nothing of them: a refresh that keeps failing must not
 * let the changes of reach pile up, which every report adds to what is folded.
 */
export async function cycleOnce(
  rollup: Pick<Rollup, "cycle">,
  context: Pick<RoleContext, "prisma" | "log">,
  signal: AbortSignal,
): Promise<{ more: boolean; failed: boolean }> {
  const rounds = [
    await attempt(context, "the aggregates and their restatements", () => rollup.cycle(signal)),
    await attempt(context, "reach", () => foldReachDeltas(context, signal)),
  ];
  return { more: rounds.some((round) => round?.more), failed: rounds.includes(undefined) };
}

async function attempt<Done>(
  { log }: Pick<RoleContext, "log">,
  what: string,
  round: () => Promise<Done>,
): Promise<Done | undefined> {
  try {
    return await round();
  } catch (error) {
    log.warn({ err: error }, `a round of ${what} failed, trying again`);
    return undefined;
  }
}
