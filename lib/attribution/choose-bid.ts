import {
  auctionAfterMs,
  auctionBeforeMs,
  type BidCandidate,
  type ImpressionToMatch,
  userBeforeMs,
} from "@/lib/contracts/bid-match";
import { unassignedId } from "@/lib/contracts/catalog";

/**
 * Which bid request an impression came from: of those with its auction id the latest that is not later than it,
 * within 24 hours; else the earliest later one, within 5 minutes; else, where user and time tell it too, the latest
 * of its user, of its campaign or of none, that is not later, within 5 minutes. Borders are inclusive. Of several at
 * the same time the one comes later whose id has the greater bytes. A function of the set of candidates.
 */
export function chooseBid<Candidate extends BidCandidate>(
  impression: ImpressionToMatch,
  candidates: readonly Candidate[],
): Candidate | null {
  const { at, auctionId, userKey, campaignId, byUser } = impression;
  const ofAuction = auctionId === null ? [] : candidates.filter((bid) => bid.auctionId === auctionId);
  const before = latest(ofAuction.filter((bid) => bid.at <= at && at - bid.at <= auctionBeforeMs));
  if (before) return before;
  const after = earliest(ofAuction.filter((bid) => bid.at > at && bid.at - at <= auctionAfterMs));
  if (after || !byUser) return after;
  const ofUser = candidates.filter(
    (bid) => bid.userKey === userKey && (bid.campaignId === campaignId || bid.campaignId === unassignedId),
  );
  return latest(ofUser.filter((bid) => bid.at <= at && at - bid.at <= userBeforeMs));
}

function latest<Candidate extends BidCandidate>(bids: readonly Candidate[]): Candidate | null {
  return bids.reduce<Candidate | null>((best, bid) => (best && compareBids(best, bid) >= 0 ? best : bid), null);
}

function earliest<Candidate extends BidCandidate>(bids: readonly Candidate[]): Candidate | null {
  return bids.reduce<Candidate | null>((best, bid) => (best && compareBids(best, bid) <= 0 ? best : bid), null);
}

function compareBids(a: BidCandidate, b: BidCandidate): number {
  return a.at - b.at || Buffer.compare(Buffer.from(a.eventId), Buffer.from(b.eventId));
}
