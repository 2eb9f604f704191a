import { setTimeout as sleep } from "node:timers/promises";
import { type Batch, batchSchema } from "@/lib/contracts/batch";
import { Interrupted, Refusal, Unavailable } from "../cli-error";
import type { ApiClient } from "../http/api-client";

const firstPauseMs = 200;
const longestPauseMs = 2_000;
/** A batch that was just taken in may not be known everywhere at once. */
const unknownMs = 10_000;

export interface WaitOptions {
  waitMs: number;
  onBatch?: (batch: Batch) => void;
  signal?: AbortSignal;
}

/**
 * Asks until every record of a batch is accounted for.
 * @throws Unavailable when that takes longer than `waitMs`, or nothing can be asked; Refusal, Interrupted
 */
export async function waitForBatch(client: ApiClient, batchId: string, options: WaitOptions): Promise<Batch> {
  const { waitMs, onBatch, signal } = options;
  const startedMs = Date.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    const batch = await askForBatch(client, batchId, signal).catch((error: unknown) => {
      const isNew = error instanceof Refusal && error.status === 404 && Date.now() - startedMs < unknownMs;
      const passes = error instanceof Unavailable && Date.now() - startedMs < waitMs;
      if (!isNew && !passes) throw error;
    });
    if (batch) onBatch?.(batch);
    if (batch && isSettled(batch)) return batch;
    if (Date.now() - startedMs + pauseMs > waitMs) {
      throw new Unavailable(
        `All of it was taken in, but what became of it is not known yet: ask later with advertisex batches watch ${batchId}`,
      );
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => {
      throw new Interrupted();
    });
  }
}

/** @throws as `ApiClient.ask` */
export function askForBatch(client: ApiClient, batchId: string, signal?: AbortSignal): Promise<Batch> {
  return client.ask(`/api/batches/${encodeURIComponent(batchId)}`, batchSchema, { signal });
}

/** A failed batch is settled once what came in of it is. */
function isSettled(batch: Batch): boolean {
  return batch.pending === 0 && (batch.state === "done" || batch.state === "failed");
}
