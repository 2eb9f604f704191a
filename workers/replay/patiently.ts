import { PermanentError } from "@/lib/errors";
import { isDataRefused } from "@/lib/storage/sql-state";
import { backOffMs } from "@/workers/runtime/back-off";
import { isInfrastructureFault } from "@/workers/runtime/is-infrastructure-fault";
import { pause } from "@/workers/runtime/pause";
import { ReplayLost } from "./replay-slice";
import type { Run } from "./run-replay";

const maxAttempts = 3;

/**
 * Tries until it works, as long as database or NATS are the reason that it does not; anything else three times, and
 * what the database refuses once.
 * @returns undefined when the signal aborted first
 */
export async function patiently<Result>(
  { context, replay, signal }: Pick<Run, "context" | "replay" | "signal">,
  attempt: () => Promise<Result>,
): Promise<Result | undefined> {
  for (let failures = 0, own = 0; !signal.aborted; ) {
    try {
      return await attempt();
    } catch (error) {
      if (isFinal(error) || isDataRefused(error)) throw error;
      if (!isInfrastructureFault(error)) own += 1;
      if (own >= maxAttempts) throw error;
      failures += 1;
      const retryInMs = backOffMs(failures, { maxMs: 5000 });
      context.log.warn({ err: error, replayId: replay.id, retryInMs }, "a step of a replay failed, trying again");
      await pause(retryInMs, signal);
    }
  }
  return undefined;
}

/** Tells whether an error is of the replay, not of records: it has to end. */
export function isFinal(error: unknown): boolean {
  return error instanceof ReplayLost || error instanceof PermanentError;
}
