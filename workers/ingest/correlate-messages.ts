import type { CorrelateMessage, TouchedPair } from "@/lib/contracts/correlate";
import { partitionOf } from "@/lib/contracts/correlate";
import type { IdentifiedRecord } from "./deduplicate/identify";
import { newestOf } from "./write/accounts-of";

/**
 * Gives the messages that have role `correlate` look at what events touched: one a partition of users,
 * with each pair of user and campaign once. Bid requests touch no pair.
 */
export function correlateMessages(
  sourceId: string,
  records: readonly IdentifiedRecord[],
): Map<number, CorrelateMessage> {
  const events = records.filter((record) => record.kind !== "bid_request");
  const pairs = new Map<string, TouchedPair>();
  for (const { userKey, campaignId, event } of events) {
    const at = event.occurredAt;
    const key = `${userKey} ${campaignId}`;
    const pair = pairs.get(key) ?? { userKey, campaignId, from: at, to: at };
    pairs.set(key, { ...pair, from: Math.min(pair.from, at), to: Math.max(pair.to, at) });
  }
  const watermarks = Object.fromEntries(newestOf(events));
  const messages = new Map<number, CorrelateMessage>();
  for (const pair of pairs.values()) {
    const partition = partitionOf(pair.userKey);
    const message: CorrelateMessage = messages.get(partition) ?? { sourceId, watermarks, pairs: [] };
    message.pairs.push(pair);
    messages.set(partition, message);
  }
  return messages;
}
