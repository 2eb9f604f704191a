import type { ExplainedMetric } from "@/lib/contracts/explain";
import type { EventKind } from "@/lib/contracts/kinds";
import type { RawSums } from "@/lib/read-models/campaigns/raw-sums";
import type { RepeatedOrders } from "./select-repeated-orders";

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
 * Repeated orders stand under their own name when they are valid traffic, and under `filtered` when they are not: so
 * what is filtered is what the rules have marked, and what is stored is filtered and these three.
 */
export function explainedCounts(metric: ExplainedMetric, sums: RawSums, repeated: RepeatedOrders) {
  if (metric === "conversions") return explainedConversions(sums, repeated);
  const [gross, filtered] = {
    impressions: [sums.impressions, sums.filteredImpressions] as const,
    clicks: [sums.clicks, sums.filteredClicks] as const,
    bidRequests: [sums.bidRequests, sums.filteredBidRequests] as const,
  }[metric];
  return { counted: gross - filtered, filtered, unattributed: 0, repeatedOrders: 0 };
}

function explainedConversions(sums: RawSums, repeated: RepeatedOrders) {
  const whole = (micros: number) => Math.round(micros / million);
  const gross = sums.postClickMicros + sums.postViewMicros;
  const filtered = sums.filteredPostClickMicros + sums.filteredPostViewMicros;
  return {
    counted: whole(gross - filtered),
    filtered: whole(filtered) + sums.filteredUnattributedConversions + repeated.invalid,
    unattributed: sums.unattributedConversions - sums.filteredUnattributedConversions,
    repeatedOrders: repeated.valid,
  };
}
