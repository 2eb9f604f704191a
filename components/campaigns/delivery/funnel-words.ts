import { ruleTitle } from "@/components/ui/rule-words";
import type { Funnel } from "@/lib/contracts/funnel";

export type FunnelStep = Funnel["steps"][number];
type FunnelReason = FunnelStep["reasons"][number];

/** What a step counts, and of what its rate is. */
export const stepWords: Record<FunnelStep["step"], { label: string; rateOf: string; hint: string }> = {
  bid_requests: { label: "Bid requests", rateOf: "", hint: "auctions that the campaign could have bought" },
  wins: {
    label: "Wins",
    rateOf: "of bid requests",
    hint: "bid requests that an impression was matched to; the win rate of the overview counts every impression with an auction id, also without its bid request",
  },
  impressions: {
    label: "Impressions",
    rateOf: "",
    hint: "shown, also those that were not bought in an auction of ours",
  },
  viewable: { label: "Viewable", rateOf: "of measured", hint: "seen, as their sender measured it" },
  clicks: { label: "Clicks", rateOf: "of impressions", hint: "also those without an impression" },
  conversions: { label: "Conversions", rateOf: "of clicks", hint: "credited to a click or an impression" },
};

const reasonWords: Record<Exclude<FunnelReason["reason"], "invalid_traffic">, string> = {
  no_impression: "Bid requests that no impression was matched to",
  no_auction: "Impressions without an auction id: nobody can tell which bid request they came from",
  unknown_auction: "Impressions of an auction that no bid request was received of",
  not_measured: "Impressions whose viewability was not measured",
  not_viewable: "Impressions that were measured, and not viewable",
  orphan: "Clicks without an earlier impression of the same user inside the click window",
  post_view: "Conversions that followed an impression, and no click",
  unattributed: "Conversions without a click or impression inside the windows",
  repeated_order: "Conversions of an order that another conversion counts for",
  outside: "More than the step before can account for: several of one event, or of events before the range",
};

/** Why events of a step are not part of the next, or came into it from elsewhere, in words. */
export function funnelReasonText({ reason, rule }: FunnelReason): string {
  if (reason !== "invalid_traffic") return reasonWords[reason];
  return rule ? `Invalid traffic: ${ruleTitle(rule)}` : "Invalid traffic";
}
