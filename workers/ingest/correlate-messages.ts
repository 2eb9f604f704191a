import type { CorrelateMessage, TouchedPair } from "@/lib/contracts/correlate";
import { partitionOf } from "@/lib/contracts/correlate";
import type { IdentifiedRecord } from "./deduplicate/identify";
import { newestOf } from "./write/accounts-of";

/** A message for one partition. */
export interface PartMessage {
  partition: number;
  /** Counted from 0 in the partition. */
  part: number;
  message: CorrelateMessage;
}

/** Some 100 KB: far below every server's largest message, whatever a chunk holds. */
const maxPairs = 500;

/**
 * Gives the messages that have role `correlate` look at what events touched, with each pair of user and
 * campaign once: for each partition of users one message, or several of at most 500 pairs. The same
 * records always give the same messages. Bid requests touch no pair.
 */
export function correlateMessages(sourceId: string, records: readonly IdentifiedRecord[]): PartMessage[] {
  const events = records.filter((record) => record.kind !== "bid_request");
  const watermarks = Object.fromEntries(newestOf(events));
  const byPartition = new Map<number, TouchedPair[]>();
  for (const pair of pairsOf(events)) {
    const partition = partitionOf(pair.userKey);
    const known = byPartition.get(partition);
    if (known) known.push(pair);
    else byPartition.set(partition, [pair]);
  }
  return [...byPartition].flatMap(([partition, pairs]) =>
    Array.from({ length: Math.ceil(pairs.length / maxPairs) }, (_, part) => ({
      partition,
      part,
      message: { sourceId, watermarks, pairs: pairs.slice(part * maxPairs, (part + 1) * maxPairs) },
    })),
  );
}

function pairsOf(events: readonly IdentifiedRecord[]): Iterable<TouchedPair> {
  const pairs = new Map<string, TouchedPair>();
  for (const { userKey, campaignId, event } of events) {
    const at = event.occurredAt;
    const key = `${userKey} ${campaignId}`;
    const pair = pairs.get(key) ?? { userKey, campaignId, from: at, to: at };
    pairs.set(key, { ...pair, from: Math.min(pair.from, at), to: Math.max(pair.to, at) });
  }
  return pairs.values();
}
