import { runWithLease } from "@/workers/runtime/lease";
import { pause } from "@/workers/runtime/pause";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { workJob } from "./work-job";

const lookEveryMs = 1000;
const afterFaultMs = 5000;

/** Works jobs off, in at most one process at a time. */
export function runJobs(context: RoleContext): Role {
  return runWithLease(context, {
    name: "traffic-jobs",
    work: async (signal) => {
      while (!signal.aborted) await pause(await workNext(context, signal), signal);
    },
  });
}

/** @returns how long to wait, in milliseconds */
async function workNext(context: RoleContext, signal: AbortSignal): Promise<number> {
  try {
    return (await workJob(context, signal)) ? 0 : lookEveryMs;
  } catch (error) {
    if (!signal.aborted) context.log.warn({ err: error }, "job of invalid traffic interrupted, going on with it");
    return afterFaultMs;
  }
}
