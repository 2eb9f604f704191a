import { formatCount, formatInteger, formatMoney, formatPercent, formatRatio } from "@/components/ui/format";
import type { Metrics } from "@/lib/contracts/metrics";

/** How a figure is written, and in which unit a person types it: money in whole units, shares in per cent. */
type Unit = "integer" | "count" | "percent" | "ratio" | "money";

interface FigureColumn {
  label: string;
  /** The whole name, where the label is short for it. */
  title?: string;
  unit: Unit;
  /** Which way is good; without it neither is. */
  better?: "up" | "down";
  /** Whether its course is drawn beside it. */
  hasTrend?: true;
}

/** The figures that a column can show, in the order in which they are offered. */
export const figureColumns = {
  costMicros: { label: "Spend", title: "Spend: what the client pays", unit: "money", hasTrend: true },
  impressions: { label: "Impressions", unit: "integer", better: "up", hasTrend: true },
  clicks: { label: "Clicks", unit: "integer", better: "up" },
  ctr: { label: "CTR", title: "Click-through rate: clicks of impressions", unit: "percent", better: "up" },
  conversions: { label: "Conversions", unit: "count", better: "up", hasTrend: true },
  cpaMicros: { label: "CPA", title: "Cost per conversion", unit: "money", better: "down" },
  roas: { label: "ROAS", title: "Return on ad spend: revenue over spend", unit: "ratio", better: "up" },
  cvr: { label: "CVR", title: "Conversion rate: conversions of clicks", unit: "percent", better: "up" },
  revenueMicros: { label: "Revenue", unit: "money", better: "up" },
  cpmMicros: { label: "CPM", title: "Cost per thousand impressions", unit: "money", better: "down" },
  cpcMicros: { label: "CPC", title: "Cost per click", unit: "money", better: "down" },
  winRate: { label: "Win rate", title: "Impressions won of bid requests", unit: "percent", better: "up" },
  reach: { label: "Reach", title: "People with at least one impression", unit: "integer", better: "up" },
  frequency: { label: "Frequency", title: "Impressions per person", unit: "count" },
  filtered: {
    label: "Invalid",
    title: "Invalid impressions and clicks, which net leaves out",
    unit: "integer",
    better: "down",
  },
} as const satisfies Partial<Record<keyof Metrics, FigureColumn>>;

export type FigureKey = keyof typeof figureColumns;
export type TrendKey = "costMicros" | "impressions" | "conversions";
export type ColumnKey = "flight" | "pacing" | FigureKey;

export const figureKeys = Object.keys(figureColumns) as FigureKey[];
export const columnKeys: readonly ColumnKey[] = ["flight", "pacing", ...figureKeys];
/** What a person sees who has chosen nothing. */
export const defaultColumns: readonly ColumnKey[] = columnKeys.slice(0, 9);

/** What a figure column is, without the narrow types of the table above. */
export const figureColumn = (key: FigureKey): FigureColumn => figureColumns[key];

/** "Flight", "Pacing", "Spend" */
export function columnLabel(key: ColumnKey): string {
  if (key === "flight") return "Flight";
  return key === "pacing" ? "Pacing" : figureColumns[key].label;
}

/** A figure as people read it. */
export function showFigure(key: FigureKey, value: number | null | undefined, currency: string | null): string {
  const write = {
    integer: () => formatInteger(value),
    count: () => formatCount(value),
    percent: () => formatPercent(value),
    ratio: () => formatRatio(value),
    money: () => (currency === null ? "–" : formatMoney(value, currency, { whole: true })),
  };
  return write[figureColumns[key].unit]();
}

const unitSizes: Partial<Record<Unit, number>> = { money: 1_000_000, percent: 0.01 };

/** The figure that a person means who types `typed`: 10 of money are 10,000,000 micros, 10 of a share are 0.1. */
export function figureOf(key: FigureKey, typed: number): number {
  return typed * (unitSizes[figureColumns[key].unit] ?? 1);
}

/** The unit beside a number that is typed. */
export function unitSign(key: FigureKey): string {
  const { unit } = figureColumns[key];
  return unit === "percent" ? "%" : unit === "ratio" ? "×" : "";
}
