import type { Logger } from "@/lib/log";
import { backOffMs } from "./back-off";
import { pause } from "./pause";

/**
 * Tries until it works, with a line in the log for each failure, or until the signal aborts.
 * @param what ends the sentence "waiting for …"
 * @returns undefined when the signal aborted first
 */
export async function waitFor<Result>(
  what: string,
  attempt: () => Promise<Result>,
  { log, signal }: { log: Logger; signal: AbortSignal },
): Promise<Result | undefined> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      return await attempt();
    } catch (error) {
      failures += 1;
      const retryInMs = backOffMs(failures, { firstMs: 500, maxMs: 5000 });
      log.warn({ reason: error instanceof Error ? error.message : String(error), retryInMs }, `waiting for ${what}`);
      await pause(retryInMs, signal);
    }
  }
  return undefined;
}
