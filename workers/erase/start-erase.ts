import { nextErasure, type OpenErasure } from "@/lib/storage/erase/open-erasures";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import { runWithLease } from "@/workers/runtime/lease";
import { pause } from "@/workers/runtime/pause";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { runErasure } from "./run-erasure";

/** How often it looks for what was asked for. */
const lookEveryMs = 2000;
/** One that could not go on waits, so that the others get their turn. */
const afterFaultMs = 60_000;

/** Role `erase`: one process at a time deletes what is kept of users, one user after the other. */
export async function startErase(context: RoleContext): Promise<Role> {
  return runWithLease(context, { name: "erase", work: (signal) => eraseUntilStopped(context, signal) });
}

async function eraseUntilStopped(context: RoleContext, signal: AbortSignal): Promise<void> {
  const resting = new Map<string, number>();
  await drainOutbox(context);
  while (!signal.aborted) {
    for (const [id, until] of resting) if (until <= performance.now()) resting.delete(id);
    const open = await nextErasure(context.prisma, [...resting.keys()]);
    if (open) await eraseOne(context, open, { signal, resting });
    else await pause(lookEveryMs, signal);
  }
}

async function eraseOne(
  context: RoleContext,
  open: OpenErasure,
  { signal, resting }: { signal: AbortSignal; resting: Map<string, number> },
): Promise<void> {
  try {
    await runErasure(context, open, signal);
  } catch (error) {
    context.log.error({ err: error, erasureId: open.id }, "a user could not be erased, it is tried again in a minute");
    resting.set(open.id, performance.now() + afterFaultMs);
  }
}
