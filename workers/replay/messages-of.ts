import { type CorrelateMessage, correlateSubject } from "@/lib/contracts/correlate";
import { trafficSubject } from "@/lib/contracts/traffic-message";
import type { OutboxMessage } from "@/lib/storage/outbox/insert-outbox";
import { auctionsOf, biddersOf } from "@/workers/ingest/bid-touches";
import { correlateMessages } from "@/workers/ingest/correlate-messages";
import type { IdentifiedRecord } from "@/workers/ingest/deduplicate/identify";
import { trafficMessages } from "@/workers/ingest/traffic-messages";

/** Gives the messages that have roles `correlate` and `traffic` look at what a replay stored of one source. */
export function messagesOf(sourceId: string, replayId: string, stored: readonly IdentifiedRecord[]): OutboxMessage[] {
  // all of them: what will have been committed by then is not known here
  const bids = { auctions: auctionsOf(stored), bidders: biddersOf(stored) };
  const pairs = correlateMessages(sourceId, stored, bids).map(({ partition, message }) => ({
    subject: correlateSubject(partition),
    body: JSON.stringify({ ...message, cause: "replay" } satisfies CorrelateMessage),
  }));
  const sets = trafficMessages(`replay:${replayId}`, stored).map((message) => ({
    subject: trafficSubject,
    body: JSON.stringify(message),
  }));
  return [...pairs, ...sets];
}
