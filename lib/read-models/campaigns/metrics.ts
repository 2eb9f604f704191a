import type { Metrics } from "@/lib/contracts/metrics";
import type { RawSums } from "./raw-sums";

export type Traffic = "net" | "gross";

const million = 1_000_000;

/**
 * Turns sums of the aggregates into the contract's metrics. Net is gross minus the invalid part; a
 * ratio with a zero denominator is null; costs per something are whole micros, as all money is.
 * @param reach users with at least one impression of that traffic; null where none was counted
 */
export function toMetrics(sums: RawSums, traffic: Traffic, reach: number | null): Metrics {
  const of = (gross: number, filtered: number) => (traffic === "net" ? gross - filtered : gross);
  const impressions = of(sums.impressions, sums.filteredImpressions);
  const clicks = of(sums.clicks, sums.filteredClicks);
  const bidRequests = of(sums.bidRequests, sums.filteredBidRequests);
  const postClickMicros = of(sums.postClickMicros, sums.filteredPostClickMicros);
  const postViewMicros = of(sums.postViewMicros, sums.filteredPostViewMicros);
  const conversions = (postClickMicros + postViewMicros) / million;
  const costMicros =
    of(sums.impressionCostMicros, sums.filteredImpressionCostMicros) +
    of(sums.clickCostMicros, sums.filteredClickCostMicros) +
    of(sums.creditCostMicros, sums.filteredCreditCostMicros);
  const revenueMicros = of(sums.revenueMicros, sums.filteredRevenueMicros);
  return {
    bidRequests,
    impressions,
    viewableImpressions: of(sums.viewableImpressions, sums.filteredViewableImpressions),
    clicks,
    orphanClicks: of(sums.orphanClicks, sums.filteredOrphanClicks),
    ctr: ratio(clicks, impressions),
    conversions,
    postClickConversions: postClickMicros / million,
    postViewConversions: postViewMicros / million,
    unattributedConversions: of(sums.unattributedConversions, sums.filteredUnattributedConversions),
    cvr: ratio(conversions, clicks),
    costMicros,
    cpmMicros: wholeMicros(ratio(costMicros * 1000, impressions)),
    cpcMicros: wholeMicros(ratio(costMicros, clicks)),
    cpaMicros: wholeMicros(ratio(costMicros, conversions)),
    revenueMicros,
    roas: ratio(revenueMicros, costMicros),
    reach,
    frequency: reach === null ? null : ratio(impressions, reach),
    winRate: ratio(of(sums.auctionImpressions, sums.filteredAuctionImpressions), bidRequests),
    filtered: sums.filteredImpressions + sums.filteredClicks,
  };
}

/** The same metrics without money, for totals over several currencies. */
export function withoutMoney(metrics: Metrics) {
  return {
    ...metrics,
    costMicros: null,
    revenueMicros: null,
    cpmMicros: null,
    cpcMicros: null,
    cpaMicros: null,
    roas: null,
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function wholeMicros(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
