import { type CorrelateMessage, partitionOf, partitionOfAuction, type TouchedPair } from "@/lib/contracts/correlate";
import type { BidTouches } from "./bid-touches";
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
const maxEntries = 500;

/**
 * Gives the messages that have role `correlate` look at what events touched, with each pair of user and
 * campaign once, and at auctions and users whose bid requests are to be matched: for each partition one message, or
 * several of at most 500 entries. The same records always give the same messages. Bid requests touch no pair.
 */
export function correlateMessages(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  { auctions, bidders }: BidTouches = { auctions: [], bidders: [] },
): PartMessage[] {
  const events = records.filter((record) => record.kind !== "bid_request");
  const watermarks = Object.fromEntries(newestOf(events));
  const none = { sourceId, watermarks: {}, pairs: [] };
  const messages = [
    ...cut([...pairsOf(events)], (pair) => partitionOf(pair.userKey)).map(([partition, pairs]) => {
      return { partition, message: { sourceId, watermarks, pairs } };
    }),
    ...cut(auctions, (auction) => partitionOfAuction(auction.auctionId)).map(([partition, some]) => {
      return { partition, message: { ...none, auctions: some } };
    }),
    ...cut(bidders, (bidder) => partitionOf(bidder.userKey)).map(([partition, some]) => {
      return { partition, message: { ...none, bidders: some } };
    }),
  ];
  const parts = new Map<number, number>();
  return messages.map(({ partition, message }) => {
    const part = parts.get(partition) ?? 0;
    parts.set(partition, part + 1);
    return { partition, part, message };
  });
}

/** Puts entries into lists of one partition and at most {@link maxEntries}. */
function cut<Entry>(entries: readonly Entry[], partitionOfEntry: (entry: Entry) => number): [number, Entry[]][] {
  const byPartition = new Map<number, Entry[]>();
  for (const entry of entries) {
    const partition = partitionOfEntry(entry);
    const known = byPartition.get(partition);
    if (known) known.push(entry);
    else byPartition.set(partition, [entry]);
  }
  return [...byPartition].flatMap(([partition, all]) =>
    Array.from({ length: Math.ceil(all.length / maxEntries) }, (_, part): [number, Entry[]] => [
      partition,
      all.slice(part * maxEntries, (part + 1) * maxEntries),
    ]),
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
