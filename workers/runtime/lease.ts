import { acquireLease } from "@/lib/storage/leases/acquire-lease";
import { releaseLease } from "@/lib/storage/leases/release-lease";
import { holder } from "./holder";
import { pause } from "./pause";
import type { Role, RoleContext } from "./role";

export interface LeaseOptions {
  /** The row of the table `lease`. */
  name: string;
  ttlMs?: number;
  /** Who holds it; this process when not given. */
  as?: string;
  /** Runs while the lease is held; must end soon after its signal aborts. A throw is logged, and it runs again. */
  work(signal: AbortSignal): Promise<void>;
}

type Context = Pick<RoleContext, "prisma" | "log">;

/**
 * Runs `work` in at most one process at a time. The lease is renewed every third of its life; when it
 * cannot be renewed before it runs out, the signal of `work` aborts, and the lease is asked for again.
 */
export function runWithLease(context: Context, options: LeaseOptions): Role {
  const stopping = new AbortController();
  const ttlMs = options.ttlMs ?? 15_000;
  const as = options.as ?? holder;
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      const askedAt = performance.now();
      if (await tryAcquire(context, options.name, as, ttlMs)) {
        await workWhileHeld(context, { ...options, ttlMs, as }, askedAt, stopping.signal);
        await releaseLease(context.prisma, options.name, as).catch(() => undefined);
      }
      await pause(Math.min(5000, ttlMs / 3), stopping.signal);
    }
  })();
  return {
    name: options.name,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

type Held = Required<LeaseOptions>;

async function workWhileHeld(context: Context, held: Held, askedAt: number, stopping: AbortSignal): Promise<void> {
  const lost = new AbortController();
  const finished = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  const renewing = renewUntil(AbortSignal.any([signal, finished.signal]), context, held, askedAt).then((kept) => {
    if (kept) return;
    context.log.warn({ lease: held.name }, "lease lost");
    lost.abort();
  });
  try {
    await held.work(signal);
  } catch (error) {
    context.log.error({ err: error, lease: held.name }, "work under lease failed, starting again");
  }
  finished.abort();
  await renewing;
}

/**
 * Renews until `end` aborts, and gives whether the lease was kept until then. The time is counted from
 * before each question, so that this process never believes in the lease longer than the database does.
 */
async function renewUntil(end: AbortSignal, context: Context, held: Held, askedAt: number): Promise<boolean> {
  let heldUntil = askedAt + held.ttlMs;
  for (;;) {
    await pause(held.ttlMs / 3, end);
    if (end.aborted) return true;
    const asked = performance.now();
    const answer = await Promise.race([
      tryAcquire(context, held.name, held.as, held.ttlMs),
      pause(heldUntil - asked, end).then(() => undefined),
    ]);
    if (answer) heldUntil = asked + held.ttlMs;
    else if (answer === false || (!end.aborted && performance.now() >= heldUntil)) return false;
  }
}

/** @returns undefined when the database could not be asked */
async function tryAcquire(context: Context, name: string, as: string, ttlMs: number): Promise<boolean | undefined> {
  try {
    return await acquireLease(context.prisma, name, as, ttlMs);
  } catch (error) {
    context.log.warn({ err: error, lease: name }, "lease not asked for, trying again");
    return undefined;
  }
}
