import { runWithLease } from "@/workers/runtime/lease";
import { pause } from "@/workers/runtime/pause";
import { Resting } from "@/workers/runtime/resting";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { workBidMatchJobs } from "./work-bid-match-jobs";

const lookEveryMs = 1000;

/** Matches the impressions of sources again whose setting was changed, in at most one process at a time. */
export function runBidMatchJobs(context: Pick<RoleContext, "prisma" | "log">): Role {
  return runWithLease(context, {
    name: "bid-match-jobs",
    work: async (signal) => {
      const resting = new Resting<string>();
      while (!signal.aborted) {
        await workBidMatchJobs(context, signal, resting);
        await pause(lookEveryMs, signal);
      }
    },
  });
}
