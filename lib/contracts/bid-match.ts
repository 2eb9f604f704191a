const minuteMs = 60_000;

/** A bid request of the impression's auction is at most so much older than it. */
export const auctionBeforeMs = 24 * 60 * minuteMs;
/** And at most so much younger: the clocks of two senders differ. */
export const auctionAfterMs = 5 * minuteMs;
/** Without an auction's, a bid request of the user is at most so much older than the impression. */
export const userBeforeMs = 5 * minuteMs;

/** An impression, as far as it matters which bid request it came from; `at` is epoch milliseconds. */
export interface ImpressionToMatch {
  at: number;
  auctionId: string | null;
  userKey: string;
  campaignId: string;
  /** Its source says that user and time tell it too (`bidMatch` is `user_time`). */
  byUser: boolean;
}

/** A bid request that an impression may have come from. */
export interface BidCandidate {
  eventId: string;
  at: number;
  auctionId: string;
  userKey: string;
  campaignId: string;
}
