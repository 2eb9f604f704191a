import { setTimeout as sleep } from "node:timers/promises";
import { belongsTo, type Feed } from "@/prisma/seed/encode/feeds";
import type { DemoRecord } from "@/prisma/seed/events";
import type { KeyedSources } from "./keyed-sources";
import { say } from "./progress";
import { Refusal, request } from "./request";

const MAX_HELD = 20_000;
const MAX_A_BATCH = 2_000;

/** How long a sender gathers before it sends, by feed: our tag and the bidder in seconds, the partner in its own time. */
const everyMs: Record<string, number> = {
  "web-sdk-impressions": 3_000,
  "web-sdk-interactions": 3_000,
  "bidder-bid-requests": 5_000,
  "partner-impressions": 20_000,
  "partner-interactions": 30_000,
};

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

/** Makes the lane of a feed. `runId` makes its idempotency keys its own. */
export function createLane(feed: Feed, baseUrl: string, sources: KeyedSources, runId: string): Lane {
  let held: DemoRecord[] = [];
  let sent = 0;
  let batchNumber = 0;
  const send = async (
    batch: readonly DemoRecord[],
    signal: AbortSignal,
  ): Promise<"sent" | "refused" | "interrupted"> => {
    const encoder = feed.createEncoder();
    const body = new Uint8Array(Buffer.concat([encoder.push(batch), encoder.finish()]));
    const headers = {
      "content-type": feed.contentType,
      "idempotency-key": `demo-${runId}-${feed.name}-${batchNumber++}`,
    };
    const url = `${baseUrl}/api/ingest/${feed.ingestKind}`;
    let told = false;
    const onPause = (why: string) => {
      if (!told) say(`${feed.name} waits: ${why}`);
      told = true;
    };
    const attempt = { method: "POST", url, headers, body: () => body } as const;
    try {
      await sources.withKey(feed.channel, (key) => request({ ...attempt, key }, { signal, onPause }));
      if (told) say(`${feed.name} goes on`);
      return "sent";
    } catch (error) {
      if (signal.aborted) return "interrupted";
      if (!(error instanceof Refusal)) throw error;
      say(`${feed.name} drops ${batch.length} records: ${error.message}`);
      return "refused";
    }
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
        await sleep(everyMs[feed.name] ?? 5_000, undefined, { signal }).catch(() => undefined);
        const batch = held.slice(0, MAX_A_BATCH);
        if (batch.length === 0 || signal.aborted) continue;
        const outcome = await send(batch, signal);
        if (outcome === "interrupted") return;
        if (outcome === "sent") sent += batch.length;
        const gone = new Set(batch);
        held = held.filter((record) => !gone.has(record));
      }
    },
    held: () => held,
    sent: () => sent,
  };
}
