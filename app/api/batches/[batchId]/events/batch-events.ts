import type { Batch } from "@/lib/contracts/batch";
import type { BatchWatch } from "./batch-watch";
import { LatestValue } from "./latest-value";

/** The id of the last event: a browser that connects again with it has seen the end. */
export const doneEventId = "done";

const retryMs = 2_000;

export interface EventOptions {
  watch: Pick<BatchWatch, "watch">;
  /** Ends the events, when the client has gone. */
  signal: AbortSignal;
  heartbeatMs: number;
  /** After this long they end; a browser connects again by itself. */
  lifeMs: number;
}

/**
 * The server-sent events of a batch (WHATWG HTML, "Server-sent events"): `batch` at once and at every
 * change, a comment when nothing has been sent for a while, `done` as the last one. A client that reads
 * slowly misses what lies between, never the newest.
 */
export async function* batchEvents(first: Batch, options: EventOptions): AsyncGenerator<string> {
  const { watch, signal, heartbeatMs, lifeMs } = options;
  const latest = new LatestValue<Batch | undefined>();
  latest.put(first);
  const stop = watch.watch(first, (batch) => latest.put(batch));
  const end = performance.now() + lifeMs;
  let told = "";
  try {
    yield `retry: ${retryMs}\n\n`;
    for (let spokeAt = performance.now(); ; ) {
      const leftMs = Math.min(spokeAt + heartbeatMs, end) - performance.now();
      const taken = await latest.take(Math.max(0, leftMs), signal);
      if (signal.aborted || performance.now() >= end) return;
      if (taken && !taken.value) return;
      const data = taken?.value ? JSON.stringify(taken.value) : told;
      if (data !== told) yield `event: batch\ndata: ${data}\n\n`;
      else if (performance.now() >= spokeAt + heartbeatMs) yield ": still here\n\n";
      else continue;
      told = data;
      spokeAt = performance.now();
      if (taken?.value && isOver(taken.value)) break;
    }
    yield `id: ${doneEventId}\nevent: done\ndata: ${told}\n\n`;
  } finally {
    stop();
  }
}

function isOver({ state }: Batch): boolean {
  return state === "done" || state === "failed";
}
