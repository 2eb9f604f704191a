import { runWithLease } from "@/workers/runtime/lease";
import { pause } from "@/workers/runtime/pause";
import { Resting } from "@/workers/runtime/resting";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { JobFault, workSlice } from "./work-slice";

const lookEveryMs = 1000;
/** Between two slices, so that what arrives is not kept waiting. */
const restMs = 20;

/** Works off what changes of the catalogue made necessary, in at most one process at a time. */
export function runJobs(context: RoleContext): Role {
  return runWithLease(context, { name: "correlate-jobs", work: (signal) => workUntilStopped(context, signal) });
}

async function workUntilStopped(context: RoleContext, signal: AbortSignal): Promise<void> {
  const resting = new Resting<bigint>();
  while (!signal.aborted) {
    try {
      const job = await workSlice(context, resting.list());
      await pause(job ? restMs : lookEveryMs, signal);
    } catch (error) {
      context.log.warn({ err: error }, "job of the catalogue interrupted, going on with it in half a minute");
      if (error instanceof JobFault) resting.add(error.job.id);
      else await pause(lookEveryMs, signal);
    }
  }
}
