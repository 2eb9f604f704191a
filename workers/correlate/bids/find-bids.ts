import { chooseBid } from "@/lib/attribution/choose-bid";
import type { BidCandidate, ImpressionToMatch } from "@/lib/contracts/bid-match";
import { isRecent } from "@/lib/storage/correlation/bids/is-recent";
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
  /** So many impressions are looked for by one statement. */
  impressions: 1000,
  /** So many bid requests are loaded for them, when they have to be looked through. */
  bids: 20_000,
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
    const byAuction = await findByAuction(db, some, limits.bids);
    const rest = some.filter((impression, index) => impression.byUser && byAuction[index] === null);
    const byUser = new Map((await findByUser(db, rest, limits.bids)).map((bid, index) => [rest[index], bid]));
    for (const [index, impression] of some.entries()) found.push(byAuction[index] ?? byUser.get(impression) ?? null);
  }
  return found;
}

async function findByAuction(db: Database, impressions: readonly ImpressionToMatch[], limit: number) {
  const withAuction = impressions.flatMap((impression) =>
    impression.auctionId === null ? [] : [{ ...impression, auctionId: impression.auctionId }],
  );
  const bids = await listCandidates(
    withAuction,
    (some) => probeAuctionBids(db, some),
    (some) => scanAuctionBids(db, some, limit),
  );
  const byAuction = groupBids(bids, (bid) => bid.auctionId);
  return impressions.map((impression) =>
    chooseBid({ ...impression, byUser: false }, byAuction.get(impression.auctionId ?? "") ?? []),
  );
}

async function findByUser(db: Database, impressions: readonly ImpressionToMatch[], limit: number) {
  const bids = await listCandidates(
    impressions,
    (some) => probeUserBids(db, some),
    (some) => scanUserBids(db, some, limit),
  );
  const byUser = groupBids(bids, (bid) => bid.userKey);
  return impressions.map((impression) =>
    chooseBid({ ...impression, auctionId: null }, byUser.get(impression.userKey) ?? []),
  );
}

/** Probes for what is recent, and looks through the rest once, unless that would be too much to hold. */
async function listCandidates<Impression extends ImpressionToMatch>(
  impressions: readonly Impression[],
  probe: (some: readonly Impression[]) => Promise<BidCandidate[]>,
  scan: (some: readonly Impression[]) => Promise<BidCandidate[] | null>,
): Promise<BidCandidate[]> {
  const recent = impressions.filter((impression) => isRecent(impression.at));
  const old = impressions.filter((impression) => !isRecent(impression.at));
  return [...(await probe(recent)), ...((await scan(old)) ?? (await probe(old)))];
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
