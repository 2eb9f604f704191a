import type { PrismaClient } from "@/lib/storage/prisma";
import { type Judge, underLock } from "./under-lock";

/** How much one transaction takes on. */
export interface Limits {
  /** A user with more events than this in what has to be known is worked out slice by slice. */
  userEvents: number;
  /** Touched events of a slice. */
  events: number;
  /** Events that are written at once. */
  changes: number;
}

export const limitsOfProduct: Limits = { userEvents: 500, events: 20_000, changes: 5000 };

export interface SliceOutcome {
  changed: number;
  /** Everything up to here is done (epoch milliseconds, inclusive); undefined when the same has to be done again. */
  doneTo: number | undefined;
}

/** Works a stretch of time off, transaction by transaction. @returns how many events have another reason */
export async function inSlices(
  prisma: PrismaClient,
  causeId: string,
  range: { from: number; to: number },
  work: (judge: Judge, rest: { from: number; to: number }) => Promise<SliceOutcome>,
): Promise<number> {
  let changed = 0;
  for (let from = range.from; from <= range.to; ) {
    const outcome = await underLock(prisma, causeId, (judge) => work(judge, { from, to: range.to }));
    changed += outcome.changed;
    if (outcome.doneTo !== undefined) from = outcome.doneTo + 1;
  }
  return changed;
}
