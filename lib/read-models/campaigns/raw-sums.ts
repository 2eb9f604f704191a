/**
 * What the aggregates add up, in the order of the arrays that `select-sums.ts` selects. Every figure
 * is gross and has its invalid part beside it; credits are millionths of a conversion.
 */
export const factColumns = {
  impression: [
    "impressions",
    "filteredImpressions",
    "viewableImpressions",
    "filteredViewableImpressions",
    "auctionImpressions",
    "filteredAuctionImpressions",
    "impressionCostMicros",
    "filteredImpressionCostMicros",
  ],
  click: [
    "clicks",
    "filteredClicks",
    "orphanClicks",
    "filteredOrphanClicks",
    "clickCostMicros",
    "filteredClickCostMicros",
  ],
  credit: [
    "postClickMicros",
    "filteredPostClickMicros",
    "postViewMicros",
    "filteredPostViewMicros",
    "unattributedConversions",
    "filteredUnattributedConversions",
    "revenueMicros",
    "filteredRevenueMicros",
    "creditCostMicros",
    "filteredCreditCostMicros",
  ],
  bid: ["bidRequests", "filteredBidRequests"],
} as const;

export type Fact = keyof typeof factColumns;
export type RawSums = Record<(typeof factColumns)[Fact][number], number>;

const zeros = Object.fromEntries(
  Object.values(factColumns)
    .flat()
    .map((column) => [column, 0]),
) as RawSums;

/** Sums of nothing. */
export function noSums(): RawSums {
  return { ...zeros };
}

/** Adds one fact's sums, in the order of {@link factColumns}, to `target`. */
export function addFact(target: RawSums, fact: Fact, sums: readonly number[]): void {
  factColumns[fact].forEach((column, index) => {
    target[column] += sums[index] ?? 0;
  });
}
