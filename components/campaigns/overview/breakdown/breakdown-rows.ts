import { relativeChange } from "@/components/ui/relative-change";
import type { Performance } from "@/lib/contracts/reports";

type Row = Performance["rows"][number];

export const breakdownColumns = ["impressions", "clicks", "ctr", "conversions", "costMicros", "cpaMicros"] as const;
export type BreakdownColumn = (typeof breakdownColumns)[number];

/** A group with its share of the sum of the column that the table is sorted by. */
export interface BreakdownRow {
  group: string;
  name: string;
  figures: Row;
  /** Of the campaign's impressions. */
  share: number | null;
  /** The relative change of the sorted column; null without anything to compare with. */
  change: number | null;
}

/**
 * The groups of a report in order, the largest first; what has no value comes last. A group of invalid traffic alone
 * has nothing to show in net figures and is left out.
 */
export function breakdownRows(
  data: Performance,
  earlier: Performance | undefined,
  { column, search }: { column: BreakdownColumn; search: string },
): BreakdownRow[] {
  const before = new Map(earlier?.rows.map((row) => [row.group, row]));
  const wanted = search.trim().toLowerCase();
  return data.rows
    .filter((row) => row.impressions + row.clicks + row.conversions + row.costMicros > 0)
    .map((row) => ({
      group: row.group ?? "",
      name: row.groupName ?? row.group ?? "",
      figures: row,
      share: data.totals.impressions > 0 ? row.impressions / data.totals.impressions : null,
      change: relativeChange(row[column], before.get(row.group)?.[column]),
    }))
    .filter(({ name, group }) => `${name}\n${group}`.toLowerCase().includes(wanted))
    .sort((a, b) => {
      const [left, right] = [a.figures[column], b.figures[column]];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return right - left || b.figures.impressions - a.figures.impressions || a.name.localeCompare(b.name);
    });
}

/** The course of a column for each group, the oldest bucket first, from a report by bucket and group. */
export function trendsOf(data: Performance | undefined, column: BreakdownColumn): Map<string, (number | null)[]> {
  const trends = new Map<string, (number | null)[]>();
  for (const row of data?.rows ?? []) {
    const trend = trends.get(row.group ?? "") ?? [];
    trends.set(row.group ?? "", trend);
    trend.push(row[column]);
  }
  return trends;
}
