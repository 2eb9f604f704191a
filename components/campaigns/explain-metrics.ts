import { formatCount, formatInteger, formatMoney, formatPercent, formatRatio } from "@/components/ui/format";
import type { ExplainedMetric } from "@/lib/contracts/explain";
import type { Metrics } from "@/lib/contracts/metrics";

/** What `?explain=` of the campaign page may name. */
export const openMetrics = [
  "impressions",
  "clicks",
  "conversions",
  "bidRequests",
  "reach",
  "cost",
  "revenue",
  "frequency",
  "ctr",
  "cvr",
  "cpm",
  "cpc",
  "cpa",
  "roas",
  "winRate",
] as const;
export type OpenMetric = (typeof openMetrics)[number];

type Show = (totals: Metrics, currency: string) => string;

/** A figure that a ratio is made of, or that is made of others. */
export interface Part {
  label: string;
  show: Show;
  /** When it can be taken apart itself. */
  opens?: ExplainedMetric;
}

interface Figure {
  label: string;
  show: Show;
}

/** How a figure of the campaign page is opened. */
export type OpenedFigure = Figure &
  (
    | { type: "count"; metric: ExplainedMetric }
    | { type: "ratio"; formula: string; over: Part; under: Part }
    | { type: "sum"; of: string; counts: readonly ExplainedMetric[] }
  );

const impressions: Part = { label: "Impressions", show: (t) => formatInteger(t.impressions), opens: "impressions" };
const clicks: Part = { label: "Clicks", show: (t) => formatInteger(t.clicks), opens: "clicks" };
const conversions: Part = { label: "Conversions", show: (t) => formatCount(t.conversions), opens: "conversions" };
const bidRequests: Part = { label: "Bid requests", show: (t) => formatInteger(t.bidRequests), opens: "bidRequests" };
const cost: Part = { label: "Cost", show: (t, currency) => formatMoney(t.costMicros, currency) };
const revenue: Part = { label: "Revenue", show: (t, currency) => formatMoney(t.revenueMicros, currency) };
const reach: Part = { label: "Reach", show: (t) => formatInteger(t.reach) };
const won: Part = {
  label: "Impressions with an auction id",
  show: (t) => formatInteger(t.winRate === null ? null : Math.round(t.winRate * t.bidRequests)),
  opens: "impressions",
};

/** Every figure of the campaign page; the formulas are those of lib/read-models/campaigns/metrics.ts. */
export const openedFigures: Record<OpenMetric, OpenedFigure> = {
  impressions: { ...impressions, type: "count", metric: "impressions" },
  clicks: { ...clicks, type: "count", metric: "clicks" },
  conversions: { ...conversions, type: "count", metric: "conversions" },
  bidRequests: { ...bidRequests, type: "count", metric: "bidRequests" },
  reach: {
    ...reach,
    type: "sum",
    of: "The different users with at least one counted impression in the range. They are counted anew for every range, never added up: a user of two days is one user.",
    counts: ["impressions"],
  },
  cost: {
    ...cost,
    type: "sum",
    of: "The prices of what was counted: each impression (its own price, or a thousandth of the campaign’s where it is paid by impressions), each click where it is paid by clicks, each credited conversion where it is paid by conversions.",
    counts: ["impressions", "clicks", "conversions"],
  },
  revenue: {
    ...revenue,
    type: "sum",
    of: "The values of the conversions, each in the part that is credited to this campaign’s touches.",
    counts: ["conversions"],
  },
  frequency: {
    label: "Frequency",
    show: (t) => formatCount(t.frequency),
    type: "ratio",
    formula: "impressions ÷ reach",
    over: impressions,
    under: reach,
  },
  ctr: {
    label: "CTR",
    show: (t) => formatPercent(t.ctr),
    type: "ratio",
    formula: "clicks ÷ impressions",
    over: clicks,
    under: impressions,
  },
  cvr: {
    label: "CVR",
    show: (t) => formatPercent(t.cvr),
    type: "ratio",
    formula: "conversions ÷ clicks",
    over: conversions,
    under: clicks,
  },
  cpm: {
    label: "CPM",
    show: (t, currency) => formatMoney(t.cpmMicros, currency),
    type: "ratio",
    formula: "cost × 1,000 ÷ impressions",
    over: cost,
    under: impressions,
  },
  cpc: {
    label: "CPC",
    show: (t, currency) => formatMoney(t.cpcMicros, currency),
    type: "ratio",
    formula: "cost ÷ clicks",
    over: cost,
    under: clicks,
  },
  cpa: {
    label: "Cost per conversion",
    show: (t, currency) => formatMoney(t.cpaMicros, currency),
    type: "ratio",
    formula: "cost ÷ conversions",
    over: cost,
    under: conversions,
  },
  roas: {
    label: "ROAS",
    show: (t) => formatRatio(t.roas),
    type: "ratio",
    formula: "revenue ÷ cost",
    over: revenue,
    under: cost,
  },
  winRate: {
    label: "Win rate",
    show: (t) => formatPercent(t.winRate),
    type: "ratio",
    formula: "impressions with an auction id ÷ bid requests",
    over: won,
    under: bidRequests,
  },
};
