import type { SourcePeriod } from "@/lib/contracts/source-health";
import type { DayRow } from "./select-days";

export type Figures = Omit<DayRow, "sourceId" | "day">;

/** Adds figures up, of no row to zeros. */
export function sumFigures(rows: readonly Figures[]): Figures {
  const sum = (column: keyof Figures) => rows.reduce((total, row) => total + row[column], 0);
  return {
    received: sum("received"),
    stored: sum("stored"),
    duplicate: sum("duplicate"),
    rejected: sum("rejected"),
    filtered: sum("filtered"),
  };
}

/** The share of one number in another, from 0 to 1; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Figures with the share of rejects among what came, and of invalid traffic among what was stored. */
export function periodOf(rows: readonly Figures[]): SourcePeriod {
  const figures = sumFigures(rows);
  return {
    ...figures,
    rejectShare: shareOf(figures.rejected, figures.received),
    invalidShare: shareOf(figures.filtered, figures.stored),
  };
}
