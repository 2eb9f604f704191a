import { findBatch } from "@/app/api/batches/find-batch";
import { getEnv } from "@/lib/config/env";
import type { Batch } from "@/lib/contracts/batch";
import { createLogger } from "@/lib/log";
import { waitForBatch } from "@/lib/read-models/batches/wait-for-batch";

export interface Outcome {
  /** Undefined when it cannot be told now. */
  batch: Batch | undefined;
  isSettled: boolean;
}

/**
 * Waits until a batch is worked off, and gives what became of it. Never throws: all of it was taken in
 * by then, and an answer that said otherwise would have it sent a second time.
 */
export async function waitForOutcome(
  batchId: string,
  options: { sourceId: string; waitMs: number; signal: AbortSignal },
): Promise<Outcome> {
  try {
    const isSettled = await waitForBatch(batchId, options);
    return { isSettled, batch: await findBatch(batchId, options.sourceId) };
  } catch (err) {
    createLogger("ingest", getEnv().LOG_LEVEL).warn({ err, batchId }, "what became of a batch cannot be told now");
    return { isSettled: false, batch: undefined };
  }
}
