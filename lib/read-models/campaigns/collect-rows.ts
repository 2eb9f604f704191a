import { AppError } from "@/lib/errors";
import { addFact, noSums, type RawSums } from "./raw-sums";
import type { SumsRow } from "./select-sums";

/** A report has at most this many rows: buckets times groups. */
export const maxRows = 20_000;
/** So many rows of the four facts and of reach are read at most; `maxRows` buckets and groups fit. */
export const maxSumsRows = 5 * maxRows + 1;

/** What was counted for one bucket of one group. */
export interface Cell {
  sums: RawSums;
  reach: number | null;
}

export interface Collected {
  /** By group (null without groups), then by bucket, counted from 0; cells of zeros are missing. */
  groups: Map<string | null, { name: string | null; total: RawSums; cells: Map<number, Cell> }>;
  totals: Cell;
}

/**
 * Puts the rows of {@link selectSums} together: the four facts of the same bucket and key side by
 * side, and the totals of all. Bid requests of a report by creative stand under no key: they are
 * in the totals only.
 * @param options.most so many rows are too many
 * @throws AppError `invalid_request` when there are more rows than one report may have
 */
export function collectRows(rows: readonly SumsRow[], options: { grouped: boolean; most?: number }): Collected {
  if (rows.reduce((count, { cells }) => count + cells.length, 0) >= (options.most ?? maxSumsRows)) throw tooManyRows();
  const collected: Collected = { groups: new Map(), totals: { sums: noSums(), reach: 0 } };
  for (const row of rows) {
    if (row.fact === "reach_total") {
      collected.totals.reach = row.cells[0]?.[1][0] ?? 0;
      continue;
    }
    if (options.grouped && row.key === null) addTotals(collected, row);
    else addToCells(collected, row);
  }
  return collected;
}

function addTotals({ totals }: Collected, { fact, cells }: SumsRow): void {
  if (fact === "reach" || fact === "reach_total") return;
  for (const [, sums] of cells) addFact(totals.sums, fact, sums);
}

function addToCells(collected: Collected, row: SumsRow): void {
  addTotals(collected, row);
  const { fact, key, keyName, cells } = row;
  const group = collected.groups.get(key) ?? { name: keyName, total: noSums(), cells: new Map<number, Cell>() };
  collected.groups.set(key, group);
  for (const [number, sums] of cells) {
    const bucket = (number ?? 1) - 1;
    const cell = group.cells.get(bucket) ?? { sums: noSums(), reach: null };
    group.cells.set(bucket, cell);
    if (fact === "reach") cell.reach = sums[0] ?? 0;
    else if (fact !== "reach_total") {
      addFact(cell.sums, fact, sums);
      addFact(group.total, fact, sums);
    }
  }
}

/** The refusal of a report that nobody could read. */
export function tooManyRows(): AppError {
  const message = `This report would have more than ${maxRows} rows; choose a wider bucket, a shorter range or another groupBy.`;
  return new AppError("invalid_request", message, { issues: [{ path: "bucket", message }] });
}
