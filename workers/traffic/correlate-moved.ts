import { type CorrelateMessage, correlateSubject, partitionOf, type TouchedPair } from "@/lib/contracts/correlate";
import type { OutboxMessage } from "@/lib/storage/outbox/insert-outbox";
import type { MovedEvent } from "@/lib/storage/traffic/update-marks";

/** Some 100 KB: far below every server's largest message. */
const maxPairs = 500;

/**
 * Gives the messages that have role `correlate` look again at the pairs of user and campaign of which an
 * event became valid or invalid.
 */
export function correlateMoved(moved: readonly MovedEvent[]): OutboxMessage[] {
  const groups = new Map<string, { sourceId: string; partition: number; pairs: Map<string, TouchedPair> }>();
  for (const { kind, sourceId, userKey, campaignId, at, before, after } of moved) {
    if (kind === "bid_request" || (before === null) === (after === null)) continue;
    const partition = partitionOf(userKey);
    const group = groups.get(`${partition} ${sourceId}`) ?? { sourceId, partition, pairs: new Map() };
    groups.set(`${partition} ${sourceId}`, group);
    const pair = group.pairs.get(`${userKey} ${campaignId}`) ?? { userKey, campaignId, from: at, to: at };
    group.pairs.set(`${userKey} ${campaignId}`, { ...pair, from: Math.min(pair.from, at), to: Math.max(pair.to, at) });
  }
  return [...groups.values()].flatMap(({ sourceId, partition, pairs }) =>
    Array.from({ length: Math.ceil(pairs.size / maxPairs) }, (_, part) => {
      const message: CorrelateMessage = {
        sourceId,
        cause: "invalid_traffic",
        watermarks: {},
        pairs: [...pairs.values()].slice(part * maxPairs, (part + 1) * maxPairs),
      };
      return { subject: correlateSubject(partition), body: JSON.stringify(message) };
    }),
  );
}
