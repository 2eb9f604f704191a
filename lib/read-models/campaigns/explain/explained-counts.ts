import type { ExplainedMetric } from "@/lib/contracts/explain";
import type { EventKind } from "@/lib/contracts/kinds";
import type { RawSums } from "@/lib/read-models/campaigns/raw-sums";

const million = 1_000_000;

/** The kind of event that a metric counts. */
export const kindOfMetric: Record<ExplainedMetric, EventKind> = {
  impressions: "impression",
  clicks: "click",
  conversions: "conversion",
  bidRequests: "bid_request",
};

/**
 * What is stored of a metric, from the sums that the campaign's report adds up. A conversion's credits of one
 * model add up to one conversion, so their sum is a number of conversions, to the rounding of credits.
 */
export function explainedCounts(metric: ExplainedMetric, sums: RawSums) {
  if (metric === "conversions") return explainedConversions(sums);
  const [gross, filtered] = {
    impressions: [sums.impressions, sums.filteredImpressions] as const,
    clicks: [sums.clicks, sums.filteredClicks] as const,
    bidRequests: [sums.bidRequests, sums.filteredBidRequests] as const,
  }[metric];
  return { counted: gross - filtered, filtered, unattributed: 0 };
}

function explainedConversions(sums: RawSums) {
  const whole = (micros: number) => Math.round(micros / million);
  const gross = sums.postClickMicros + sums.postViewMicros;
  const filtered = sums.filteredPostClickMicros + sums.filteredPostViewMicros;
  return {
    counted: whole(gross - filtered),
    filtered: whole(filtered) + sums.filteredUnattributedConversions,
    unattributed: sums.unattributedConversions - sums.filteredUnattributedConversions,
  };
}
