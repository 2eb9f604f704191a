import { formatCount, formatInteger, formatMoney } from "@/components/ui/format";
import { modelLabel } from "@/components/ui/model-words";
import type { AttributionModel } from "@/lib/contracts/catalog";
import type { RestatedMetric, RestatementCause } from "@/lib/contracts/restatement";

/** What a figure of the log counts: whole events, millionths of conversions, or micros of money. */
type Unit = "count" | "millionths" | "money";

export const restatedMetrics: Record<RestatedMetric, { label: string; unit: Unit }> = {
  impressions: { label: "Impressions", unit: "count" },
  viewableImpressions: { label: "Viewable impressions", unit: "count" },
  clicks: { label: "Clicks", unit: "count" },
  orphanClicks: { label: "Clicks without impression", unit: "count" },
  postClickMicros: { label: "Post-click conversions", unit: "millionths" },
  postViewMicros: { label: "Post-view conversions", unit: "millionths" },
  unattributedConversions: { label: "Unattributed conversions", unit: "count" },
  revenueMicros: { label: "Revenue", unit: "money" },
  mediaCostMicros: { label: "Media cost", unit: "money" },
  creditCostMicros: { label: "Cost of conversions", unit: "money" },
  bidRequests: { label: "Bid requests", unit: "count" },
};

const causeWords: Record<RestatementCause, string> = {
  late_data: "Data arrived after the day was over",
  invalid_traffic: "Invalid traffic was judged anew",
  replay: "Rejected records were mended and replayed",
  erasure: "A person’s data was erased",
  catalogue: "The campaign’s rules were changed",
};

/** Why a figure changed, in one sentence without its full stop. */
export function causesText(causes: readonly RestatementCause[]): string {
  const [first = "", ...rest] = causes.map((cause) => causeWords[cause]);
  return [first, ...rest.map((text) => text.replace(/^./, (letter) => letter.toLowerCase()))].join("; ");
}

/** "Revenue", or "Post-click conversions (Last touch)" where it depends on the model. */
export function restatedLabel(metric: RestatedMetric, model: AttributionModel | null): string {
  const { label } = restatedMetrics[metric];
  return model ? `${label} (${modelLabel(model)})` : label;
}

const cent = 10_000;
const toCents = (micros: number) => Math.round(micros / cent) * cent;

/**
 * A figure before, after, and their difference (without sign), in the metric's own unit. Where both would read
 * the same, with all six decimals that are kept; else the difference is that of the two as they are shown, so
 * that a line adds up for its reader.
 */
export function restatedTexts(
  metric: RestatedMetric,
  { from, to }: { from: number; to: number },
  currency: string,
): { from: string; to: string; difference: string } {
  const { unit } = restatedMetrics[metric];
  const write = (value: number) => {
    if (unit === "count") return formatInteger(value);
    return unit === "money" ? formatMoney(value, currency) : formatCount(value / 1_000_000);
  };
  const isFine = unit !== "count" && from !== to && write(from) === write(to);
  if (isFine) {
    const exact = (value: number) =>
      unit === "money" ? formatMoney(value, currency, { exact: true }) : (value / 1_000_000).toFixed(6);
    return { from: exact(from), to: exact(to), difference: exact(Math.abs(to - from)) };
  }
  const isSmall = [from, to].some((value) => value !== 0 && Math.abs(value) < cent);
  const difference = unit === "count" || isSmall ? to - from : toCents(to) - toCents(from);
  return { from: write(from), to: write(to), difference: write(Math.abs(difference)) };
}
