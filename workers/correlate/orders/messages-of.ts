import { type CorrelateMessage, correlateSubject, partitionOf, type TouchedPair } from "@/lib/contracts/correlate";
import type { MiscountedConversion } from "@/lib/storage/correlation/orders/list-miscounted";
import type { OutboxMessage } from "@/lib/storage/outbox/insert-outbox";
import { mergePairs } from "../merge-pairs";
import type { TouchedBy } from "../write-results";

/** Some 100 KB: far below every server's largest message. */
const maxPairs = 500;

/**
 * Gives the messages that have role `correlate` work these conversions out again.
 * @param touchedBy what made another conversion of their orders count
 */
export function messagesOf(touchedBy: TouchedBy, conversions: readonly MiscountedConversion[]): OutboxMessage[] {
  const byPartition = new Map<number, TouchedPair[]>();
  const touched = conversions.map(({ userKey, campaignId, at }) => ({ userKey, campaignId, from: at, to: at }));
  for (const pair of mergePairs(touched)) {
    const partition = partitionOf(pair.userKey);
    const known = byPartition.get(partition);
    if (known) known.push(pair);
    else byPartition.set(partition, [pair]);
  }
  return [...byPartition].flatMap(([partition, pairs]) =>
    Array.from({ length: Math.ceil(pairs.length / maxPairs) }, (_, part) => {
      const message: CorrelateMessage = {
        ...touchedBy,
        watermarks: {},
        pairs: pairs.slice(part * maxPairs, (part + 1) * maxPairs),
      };
      return { subject: correlateSubject(partition), body: JSON.stringify(message) };
    }),
  );
}
