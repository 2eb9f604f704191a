import { runWithLease } from "@/workers/runtime/lease";
import { pause } from "@/workers/runtime/pause";
import type { Role, RoleContext } from "@/workers/runtime/role";

/** How often it looks for what was asked for. */
const lookEveryMs = 2000;

/** Role `erase`: one process at a time deletes what is kept of users, one user after the other. */
export async function startErase(context: RoleContext): Promise<Role> {
  return runWithLease(context, { name: "erase", work: (signal) => run(context, signal) });
}

async function run(_context: RoleContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await pause(lookEveryMs, signal);
}
