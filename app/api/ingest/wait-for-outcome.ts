import { findBatch } from "@/app/api/batches/find-batch";
import { getEnv } from "@/lib/config/env";
import type { Batch } from "@/lib/contracts/batch";
import { UploadSlots } from "@/lib/ingest/upload-slots";
import { createLogger } from "@/lib/log";
import { waitForBatch } from "@/lib/read-models/batches/wait-for-batch";
import { onlySource } from "@/lib/scope";

/** Whoever waits asks the database some times a second, as the upload's own slot is free again by then. */
const waitLimits = { total: 64, perSource: 16 };

const holder = globalThis as { advertisexWaits?: UploadSlots };

/** Gives what gives the place back; undefined when too many wait in this process. */
function takePlace(sourceId: string): (() => void) | undefined {
  holder.advertisexWaits ??= new UploadSlots(waitLimits);
  try {
    return holder.advertisexWaits.enter(sourceId);
  } catch {
    return undefined;
  }
}

export interface Outcome {
  /** Undefined when it cannot be told now. */
  batch: Batch | undefined;
  isSettled: boolean;
}

/**
 * Waits until a batch is worked off, and gives what became of it; where too many wait, how it stands now.
 * Never throws: all of it was taken in by then, and an answer that said otherwise would have it sent a second time.
 */
export async function waitForOutcome(
  batchId: string,
  options: { sourceId: string; waitMs: number; signal: AbortSignal },
): Promise<Outcome> {
  const leave = takePlace(options.sourceId);
  const scope = onlySource(options.sourceId);
  try {
    const isSettled = await waitForBatch(scope, batchId, leave ? options : { ...options, waitMs: 0 });
    return { isSettled, batch: await findBatch(scope, batchId) };
  } catch (err) {
    createLogger("ingest", getEnv().LOG_LEVEL).warn({ err, batchId }, "what became of a batch cannot be told now");
    return { isSettled: false, batch: undefined };
  } finally {
    leave?.();
  }
}
