import { describe, expect, it } from "vitest";
import { auctionAfterMs, auctionBeforeMs, type BidCandidate, userBeforeMs } from "@/lib/contracts/bid-match";
import { chooseBid } from "./choose-bid";

const at = 1_700_000_000_000;
const impression = { at, auctionId: "a", userKey: "u", campaignId: "c", byUser: true };
const bid = (eventId: string, age: number, change: Partial<BidCandidate> = {}): BidCandidate => ({
  eventId,
  at: at - age,
  auctionId: "a",
  userKey: "other",
  campaignId: "other",
  ...change,
});
const ofUser = (eventId: string, age: number, campaignId = "c") =>
  bid(eventId, age, { auctionId: "other", userKey: "u", campaignId });

describe("chooseBid", () => {
  it.each<[string, BidCandidate[], string | undefined]>([
    ["nothing", [], undefined],
    ["the latest before it", [bid("1", 10), bid("2", 5), bid("3", 7)], "2"],
    ["one at the same time", [bid("1", 0), bid("2", 1), bid("3", -1)], "1"],
    ["of those at the same time the one with the greater bytes", [bid("\u{1d4b3}", 1), bid("\uffee", 1)], "\u{1d4b3}"],
    ["one that is exactly 24 hours older", [bid("1", auctionBeforeMs)], "1"],
    ["none that is older", [bid("1", auctionBeforeMs + 1)], undefined],
    ["one before it rather than one after it", [bid("1", auctionBeforeMs), bid("2", -1)], "1"],
    ["else the earliest after it", [bid("1", -3), bid("2", -2), bid("0", -2)], "0"],
    ["one that is exactly 5 minutes younger", [bid("1", -auctionAfterMs)], "1"],
    ["none that is younger", [bid("1", -auctionAfterMs - 1)], undefined],
    ["one of its auction rather than of its user", [ofUser("1", 0), bid("2", -auctionAfterMs)], "2"],
    ["else the latest of its user", [ofUser("1", 2), ofUser("2", 1), ofUser("3", -1)], "2"],
    ["one of its user that is exactly 5 minutes older", [ofUser("1", userBeforeMs)], "1"],
    ["none of its user that is older", [ofUser("1", userBeforeMs + 1)], undefined],
    ["one of its user that names no campaign", [ofUser("1", 1, "unassigned")], "1"],
    ["none of its user for another campaign", [ofUser("1", 1, "d")], undefined],
  ])("gives %s", (_, candidates, expected) => {
    expect(chooseBid(impression, candidates)?.eventId).toBe(expected);
    expect(chooseBid(impression, candidates.toReversed())?.eventId).toBe(expected);
  });

  it("looks at users only where that is set, and at auctions only where one is told", () => {
    expect(chooseBid({ ...impression, byUser: false }, [ofUser("1", 1)])).toBeNull();
    expect(chooseBid({ ...impression, auctionId: null }, [bid("1", 1), ofUser("2", 2)])?.eventId).toBe("2");
  });
});
