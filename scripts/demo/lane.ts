import { setTimeout as sleep } from "node:timers/promises";
import { belongsTo, type Feed } from "@/prisma/seed/encode/feeds";
import type { DemoRecord } from "@/prisma/seed/events";
import type { KeyedSources } from "./keyed-sources";
import { say } from "./progress";
import { Refusal, request } from "./request";

const MAX_HELD = 20_000;
const MAX_A_BATCH = 2_000;

/** One feed on its way to the door. */
export interface Lane {
  /** Takes the records that belong to this feed. */
  take(records: readonly DemoRecord[]): void;
  /** Sends what is held, again and again, until the signal ends it. */
  run(signal: AbortSignal): Promise<void>;
  /** What is held, and what was under way when the signal came. */
  held(): DemoRecord[];
  sent(): number;
}

export interface LaneOptions {
  feed: Feed;
  baseUrl: string;
  sources: KeyedSources;
  /** Makes the idempotency keys of this run its own. */
  runId: string;
  /** How long the sender gathers before it sends, in milliseconds. */
  everyMs: number;
}

/** Makes the lane of a feed. */
export function createLane({ feed, baseUrl, sources, runId, everyMs }: LaneOptions): Lane {
  let held: DemoRecord[] = [];
  let sent = 0;
  let batchNumber = 0;
  const flush = async (signal: AbortSignal): Promise<void> => {
    const batch = held.slice(0, MAX_A_BATCH);
    if (batch.length === 0 || signal.aborted) return;
    const idempotencyKey = `demo-${runId}-${feed.name}-${batchNumber++}`;
    const outcome = await sendBatch(feed, batch, { baseUrl, sources, idempotencyKey, signal });
    if (outcome === "interrupted") return;
    if (outcome === "sent") sent += batch.length;
    const gone = new Set(batch);
    held = held.filter((record) => !gone.has(record));
  };
  return {
    take: (records) => {
      held.push(...records.filter((record) => belongsTo(feed, record)));
      if (held.length <= MAX_HELD) return;
      say(`${feed.name} forgets ${held.length - MAX_HELD} records: the server was away for too long`);
      held = held.slice(-MAX_HELD);
    },
    run: async (signal) => {
      while (!signal.aborted) {
        await sleep(everyMs, undefined, { signal }).catch(() => undefined);
        await flush(signal);
      }
    },
    held: () => held,
    sent: () => sent,
  };
}

interface Sending {
  baseUrl: string;
  sources: KeyedSources;
  idempotencyKey: string;
  signal: AbortSignal;
}

/** Sends until the door answers; a batch that it refuses is dropped aloud, for it would be refused again. */
async function sendBatch(
  feed: Feed,
  batch: readonly DemoRecord[],
  { baseUrl, sources, idempotencyKey, signal }: Sending,
): Promise<"sent" | "refused" | "interrupted"> {
  const encoder = feed.createEncoder();
  const body = new Uint8Array(Buffer.concat([encoder.push(batch), encoder.finish()]));
  const attempt = {
    method: "POST",
    url: `${baseUrl}/api/ingest/${feed.ingestKind}`,
    headers: { "content-type": feed.contentType, "idempotency-key": idempotencyKey },
    body: () => body,
  } as const;
  let waited = false;
  const onPause = (why: string): void => {
    if (!waited) say(`${feed.name} waits: ${why}`);
    waited = true;
  };
  try {
    await sources.withKey(feed.channel, (key) => request({ ...attempt, key }, { signal, onPause }));
    if (waited) say(`${feed.name} goes on`);
    return "sent";
  } catch (error) {
    if (signal.aborted) return "interrupted";
    if (!(error instanceof Refusal)) throw error;
    say(`${feed.name} drops ${batch.length} records: ${error.message}`);
    return "refused";
  }
}
