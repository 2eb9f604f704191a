import { listAwaitedAuctions, listAwaitedBidders } from "@/lib/storage/correlation/bids/list-awaited";
import { listUserTimeSources } from "@/lib/storage/correlation/bids/list-user-time-sources";
import type { Database } from "@/lib/storage/prisma";
import { type FoundBid, findBids } from "@/workers/correlate/bids/find-bids";
import { auctionsOf, type BidTouches, biddersOf } from "./bid-touches";
import type { IdentifiedRecord } from "./deduplicate/identify";

/** What impressions were stored with; without an entry: with no bid request. */
export type FilledBids = ReadonlyMap<IdentifiedRecord, FoundBid>;

/**
 * Tells which auctions and users of a chunk have to be matched by role `correlate`: most bid requests come before
 * their impressions, which are stored with them, and then there is nothing left to do. Call it after the commit. Of two
 * chunks that hold an impression and its bid request, the one that is committed last sees both here.
 * @param filled what the impressions were stored with; undefined: it is not known, so all are told
 */
export async function listOpenBids(
  db: Database,
  sourceId: string,
  records: readonly IdentifiedRecord[],
  filled: FilledBids | undefined,
): Promise<BidTouches> {
  const bids = records.filter((record) => record.kind === "bid_request");
  const impressions = records.filter((record) => record.kind === "impression");
  if (bids.length + impressions.length === 0) return { auctions: [], bidders: [] };
  const userTime = await listUserTimeSources(db);
  const open = await listOpenImpressions(db, impressions, filled);
  const unmatched = userTime.has(sourceId) ? impressions.filter((record) => !filled?.has(record)) : [];
  return {
    auctions: [...(await listAwaitedAuctions(db, auctionsOf(bids))), ...auctionsOf(open)],
    bidders: [...(userTime.size > 0 ? await listAwaitedBidders(db, biddersOf(bids)) : []), ...biddersOf(unmatched)],
  };
}

/** Gives the impressions whose auction has another bid request by now than they were stored with. */
async function listOpenImpressions(
  db: Database,
  impressions: readonly IdentifiedRecord[],
  filled: FilledBids | undefined,
): Promise<IdentifiedRecord[]> {
  if (!filled) return [...impressions];
  const bids = await findBidsOf(db, impressions);
  return impressions.filter((record) => {
    const [now, then] = [bids.get(record), filled.get(record)];
    return now?.eventId !== then?.eventId || now?.at !== then?.at;
  });
}

/** Finds the bid requests of impressions by their auctions; those that have none are left out. */
export async function findBidsOf(
  db: Database,
  records: readonly IdentifiedRecord[],
): Promise<Map<IdentifiedRecord, FoundBid>> {
  const found = new Map<IdentifiedRecord, FoundBid>();
  const asking = records.flatMap((record) =>
    record.kind === "impression" && record.event.auctionId !== undefined
      ? [{ record, auctionId: record.event.auctionId }]
      : [],
  );
  const bids = await findBids(
    db,
    asking.map(({ record, auctionId }) => ({
      at: record.event.occurredAt,
      auctionId,
      userKey: record.userKey,
      campaignId: record.campaignId,
      byUser: false,
    })),
  );
  for (const [index, { record }] of asking.entries()) {
    const bid = bids[index];
    if (bid) found.set(record, bid);
  }
  return found;
}
