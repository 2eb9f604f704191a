import { formatCount, formatMoney } from "@/components/ui/format";
import type { Attributed, Attribution } from "@/lib/contracts/attribution";
import type { AttributionModel } from "@/lib/contracts/catalog";

/** What two models, or two windows, are compared by; `?compare=` of the section. */
export const comparedFigures = ["conversions", "revenue", "cost"] as const;
export type ComparedFigure = (typeof comparedFigures)[number];

export const figureLabels: Record<ComparedFigure, string> = {
  conversions: "Conversions",
  revenue: "Revenue",
  cost: "Cost",
};

const keys = { conversions: "conversions", revenue: "revenueMicros", cost: "costMicros" } as const;

/** The figure of one model; 0 where the model has nothing there. */
export function figureOf(attributed: Attributed | null | undefined, figure: ComparedFigure): number {
  return attributed?.[keys[figure]] ?? 0;
}

/** A writer for the figure: conversions as they are, money in its currency. */
export function figureFormat(figure: ComparedFigure, currency: string): (value: number) => string {
  return figure === "conversions" ? formatCount : (value) => formatMoney(value, currency);
}

type ByModel = Attribution["totals"];

/** One side of a comparison: a model, as it is stored or with the windows asked for. */
export type Side = { model: AttributionModel; as: "stored" | "whatIf" };

/** The side's figures; null where they are not there: windows that are the campaign's own. */
export function sideOf(byModel: ByModel, { model, as }: Side): Attributed | null {
  return byModel.find((each) => each.model === model)?.[as] ?? null;
}

export interface ComparedRow {
  group: string;
  name: string;
  left: number;
  right: number;
  /** right − left */
  difference: number;
  /** difference / left; null from nothing. */
  relative: number | null;
}

/** Two sides beside each other; rows in the order of the answer, without those that have nothing on either side. */
export function compareRows(rows: Attribution["rows"], sides: [Side, Side], figure: ComparedFigure): ComparedRow[] {
  return rows
    .map(({ group, groupName, byModel }) => ({ group, name: groupName, ...compare(byModel, sides, figure) }))
    .filter((row) => row.left !== 0 || row.right !== 0);
}

/** Two sides of one set of figures. */
export function compare(byModel: ByModel, [a, b]: [Side, Side], figure: ComparedFigure) {
  const left = figureOf(sideOf(byModel, a), figure);
  const right = figureOf(sideOf(byModel, b), figure);
  // conversions are sums of millionths: what is smaller than half of one is no difference
  const difference = Math.abs(right - left) < 5e-7 ? 0 : right - left;
  return { left, right, difference, relative: left === 0 ? null : difference / left };
}
