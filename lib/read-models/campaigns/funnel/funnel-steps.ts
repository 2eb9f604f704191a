import type { Funnel } from "@/lib/contracts/funnel";
import type { FunnelSums } from "./select-funnel-sums";
import type { InvalidTraffic } from "./select-invalid-traffic";

type Step = Funnel["steps"][number];
type Reason = Step["reasons"][number];

const million = 1_000_000;

/**
 * The steps of a funnel with their rates and reasons, as `lib/contracts/funnel.ts` defines them. What is counted is
 * what happened in the range, so a step can hold more than the one before it; `outside` says by how many.
 * @param invalid by kind and rule; null where gross was asked for, which leaves nothing out
 */
export function funnelSteps(sums: FunnelSums, invalid: InvalidTraffic | null): Step[] {
  const byRule = (kind: InvalidTraffic[number]["kind"]): Reason[] =>
    (invalid ?? [])
      .filter((row) => row.kind === kind)
      .map(({ rule, count }) => ({ reason: "invalid_traffic", rule, count }));
  const inAll = (count: number) => because("invalid_traffic", invalid === null ? 0 : count);
  const { bidRequests, wonImpressions: wins, impressions, clicks } = sums;
  const postClick = sums.postClickMicros / million;
  const postView = sums.postViewMicros / million;
  const conversions = (sums.postClickMicros + sums.postViewMicros) / million;
  return [
    step("bid_requests", bidRequests, null, byRule("bid")),
    step("wins", wins, bidRequests, [
      ...because("no_impression", bidRequests - wins),
      ...because("outside", wins - bidRequests),
      ...inAll(sums.filteredWonImpressions),
    ]),
    step("impressions", impressions, null, [
      ...because("no_auction", impressions - wins - sums.unknownAuctionImpressions),
      ...because("unknown_auction", sums.unknownAuctionImpressions),
      ...byRule("impression"),
    ]),
    step("viewable", sums.viewableImpressions, sums.measuredImpressions, [
      ...because("not_measured", impressions - sums.measuredImpressions),
      ...because("not_viewable", sums.measuredImpressions - sums.viewableImpressions),
      ...inAll(sums.filteredViewableImpressions),
    ]),
    step("clicks", clicks, impressions, [
      ...because("orphan", sums.orphanClicks),
      ...because("outside", clicks - sums.orphanClicks - impressions),
      ...byRule("click"),
    ]),
    step("conversions", conversions, clicks, [
      ...because("post_view", postView),
      ...because("outside", postClick - clicks),
      ...because("unattributed", sums.unattributed),
      ...because("repeated_order", sums.repeatedOrders),
      ...byRule("conversion"),
    ]),
  ];
}

function step(name: Step["step"], count: number, of: number | null, reasons: Reason[]): Step {
  return { step: name, count, rate: of === null || of === 0 ? null : count / of, reasons };
}

/** A reason that applies to none is not told. */
function because(reason: Reason["reason"], count: number): Reason[] {
  return count > 0 ? [{ reason, rule: null, count }] : [];
}
