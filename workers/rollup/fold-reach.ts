import { foldReach } from "@/lib/storage/reach/fold-reach";
import { pruneDroppedScopes, pruneReachDays, pruneUserDays, raiseReachSince } from "@/lib/storage/reach/prune-reach";
import { pause } from "@/workers/runtime/pause";
import type { RoleContext } from "@/workers/runtime/role";

const dayMs = 86_400_000;
/** So many deltas are folded by one statement … */
const foldRows = 5000;
/** … and so long in one cycle: reports add what is left. */
const foldBudgetMs = 500;
const pruneRows = 2000;
/** Between two deletes, so that others get their turn. */
const pruneEveryMs = 50;

/** Adds to the counts of days what the correlation has noted since. @returns whether there is more at once */
export async function foldReachDeltas(
  { prisma }: Pick<RoleContext, "prisma">,
  signal: AbortSignal,
): Promise<{ more: boolean }> {
  const end = performance.now() + foldBudgetMs;
  while (!signal.aborted && performance.now() < end) {
    if ((await foldReach(prisma, foldRows)) < foldRows) return { more: false };
  }
  return { more: true };
}

/** Has reports count the users of days one by one that are older than `before`: their counts are about to be deleted. */
export async function endCountsOfReach({ prisma }: Pick<RoleContext, "prisma">, before: Date): Promise<void> {
  // the first day that is whole in every time zone
  await raiseReachSince(prisma, Math.ceil(before.getTime() / dayMs) + 1);
}

/**
 * Keeps the days of users, and the counts of days, to the age of the events, and deletes what scopes left that were
 * dropped.
 * @param before events that are older than this are not kept
 */
export async function pruneReach(
  context: Pick<RoleContext, "prisma">,
  before: Date,
  signal: AbortSignal,
): Promise<void> {
  await endCountsOfReach(context, before);
  for (const prune of [pruneUserDays, pruneReachDays, pruneDroppedScopes]) {
    while (!signal.aborted && (await prune(context.prisma, pruneRows)) === pruneRows) await pause(pruneEveryMs, signal);
  }
}
