import { tellChanged } from "@/lib/stream/live-hints";
import { runWithLease } from "@/workers/runtime/lease";
import { pause } from "@/workers/runtime/pause";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { publishLines } from "./publish-lines";
import { runMonitors } from "./run-monitors";

/** How often new lines of alerts, a person's too, are looked for. */
const publishEveryMs = 2000;

/** Role `monitor`: one process at a time looks after the data and hands on what there is to tell. */
export async function startMonitor(context: RoleContext): Promise<Role> {
  return runWithLease(context, { name: "monitor", work: (signal) => run(context, signal) });
}

async function run(context: RoleContext, signal: AbortSignal): Promise<void> {
  const everyMs = context.env.MONITOR_EVERY_SECONDS * 1000;
  // after a start the queue is worked off first: that we were away is no silence of theirs
  for (let lookAt = performance.now() + 2 * everyMs; !signal.aborted; ) {
    if (performance.now() >= lookAt) {
      lookAt = performance.now() + everyMs;
      if (await runMonitors(context)) tellChanged(context.nats, { campaigns: null, what: ["alerts"] });
    }
    try {
      await publishLines(context);
    } catch (error) {
      context.log.warn({ err: error }, "lines of alerts not handed on, trying again");
    }
    await pause(publishEveryMs, signal);
  }
}
