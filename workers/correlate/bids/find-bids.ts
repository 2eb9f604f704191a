import { chooseBid } from "@/lib/attribution/choose-bid";
import type { BidCandidate, ImpressionToMatch } from "@/lib/contracts/bid-match";
import {
  probeAuctionBids,
  probeUserBids,
  scanAuctionBids,
  scanUserBids,
} from "@/lib/storage/correlation/bids/list-bid-candidates";
import type { Database } from "@/lib/storage/prisma";

/** The bid request that an impression came from. */
export type FoundBid = Pick<BidCandidate, "eventId" | "at">;

const limitsOfProduct = {
  /** So many impressions are looked for by one statement, */
  impressions: 1000,
  /** each expected to have so many bid requests at most. */
  bids: 10,
};

/**
 * Finds for each impression the bid request that it came from, as {@link chooseBid} tells it.
 * @returns as many answers as impressions, in their order; null: none
 */
export async function findBids(
  db: Database,
  impressions: readonly ImpressionToMatch[],
  limits = limitsOfProduct,
): Promise<(FoundBid | null)[]> {
  const found: (FoundBid | null)[] = [];
  for (let start = 0; start < impressions.length; start += limits.impressions) {
    const some = impressions.slice(start, start + limits.impressions);
    const byAuction = await findByAuction(db, some, limits.bids * some.length);
    const rest = some.filter((impression, index) => impression.byUser && byAuction[index] === null);
    const byUser = new Map(
      (await findByUser(db, rest, limits.bids * rest.length)).map((bid, index) => [rest[index], bid]),
    );
    for (const [index, impression] of some.entries()) found.push(byAuction[index] ?? byUser.get(impression) ?? null);
  }
  return found;
}

async function findByAuction(db: Database, impressions: readonly ImpressionToMatch[], limit: number) {
  const withAuction = impressions.flatMap((impression) =>
    impression.auctionId === null ? [] : [{ ...impression, auctionId: impression.auctionId }],
  );
  // many that share an id are told one by one: a probe costs more, but finds only those that decide
  const bids = (await scanAuctionBids(db, withAuction, limit)) ?? (await probeAuctionBids(db, withAuction));
  const byAuction = groupBids(bids, (bid) => bid.auctionId);
  return impressions.map((impression) =>
    chooseBid({ ...impression, byUser: false }, byAuction.get(impression.auctionId ?? "") ?? []),
  );
}

async function findByUser(db: Database, impressions: readonly ImpressionToMatch[], limit: number) {
  const bids = (await scanUserBids(db, impressions, limit)) ?? (await probeUserBids(db, impressions));
  const byUser = groupBids(bids, (bid) => bid.userKey);
  return impressions.map((impression) =>
    chooseBid({ ...impression, auctionId: null }, byUser.get(impression.userKey) ?? []),
  );
}

function groupBids(bids: readonly BidCandidate[], keyOf: (bid: BidCandidate) => string): Map<string, BidCandidate[]> {
  const groups = new Map<string, BidCandidate[]>();
  for (const bid of bids) {
    const known = groups.get(keyOf(bid));
    if (known) known.push(bid);
    else groups.set(keyOf(bid), [bid]);
  }
  return groups;
}
