import { setTimeout as sleep } from "node:timers/promises";
import { type Batch, batchSchema } from "@/lib/contracts/batch";
import { DemoError } from "./demo-error";
import { type Persistence, request } from "./request";

const PAUSE_MS = 500;
const STUCK_AFTER_MS = 120_000;

/**
 * Waits until no record of any batch is pending, and gives the batches as they ended, in the order of the ids.
 * @throws DemoError when nothing moved for two minutes, or when a batch failed.
 */
export async function waitForBatches(
  baseUrl: string,
  readKey: string,
  batchIds: readonly string[],
  persistence: Persistence,
): Promise<Batch[]> {
  const done: Batch[] = [];
  let movedMs = Date.now();
  let lastPending = "";
  for (const batchId of batchIds) {
    for (;;) {
      const url = `${baseUrl}/api/batches/${batchId}`;
      const batch = batchSchema.parse(await request({ method: "GET", url, key: readKey }, persistence));
      if (batch.state === "failed")
        throw new DemoError(`Batch ${batchId} failed: ${batch.error ?? "no reason given"}.`);
      const settled = batch.state === "done" && batch.pending === 0;
      const seen = `${batchId} ${batch.received} ${batch.pending}`;
      if (seen !== lastPending) movedMs = Date.now();
      lastPending = seen;
      if (settled) {
        done.push(batch);
        break;
      }
      if (Date.now() - movedMs > STUCK_AFTER_MS) {
        throw new DemoError(`Batch ${batchId} has not moved for two minutes: is the worker running?`);
      }
      await sleep(PAUSE_MS, undefined, { signal: persistence.signal });
    }
  }
  return done;
}
