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
 * @throws AppError `invalid_request` when there are more rows than one report may have
 */
export function collectRows(rows: readonly SumsRow[], options: { grouped: boolean }): Collected {
  if (rows.length >= maxSumsRows) throw tooManyRows();
  const collected: Collected = { groups: new Map(), totals: { sums: noSums(), reach: 0 } };
  for (const row of rows) {
    if (row.fact === "reach_total") {
      collected.totals.reach = row.sums[0] ?? 0;
      continue;
    }
    if (row.fact !== "reach") addFact(collected.totals.sums, row.fact, row.sums);
    if (options.grouped && row.key === null) continue;
    addToCell(collected, row);
  }
  return collected;
}

function addToCell({ groups }: Collected, row: SumsRow): void {
  const group = groups.get(row.key) ?? { name: row.keyName, total: noSums(), cells: new Map<number, Cell>() };
  groups.set(row.key, group);
  const bucket = (row.bucket ?? 1) - 1;
  const cell = group.cells.get(bucket) ?? { sums: noSums(), reach: null };
  group.cells.set(bucket, cell);
  if (row.fact === "reach") cell.reach = row.sums[0] ?? 0;
  else if (row.fact !== "reach_total") {
    addFact(cell.sums, row.fact, row.sums);
    addFact(group.total, row.fact, row.sums);
  }
}

/** The refusal of a report that nobody could read. */
export function tooManyRows(): AppError {
  const message = `This report would have more than ${maxRows} rows; choose a wider bucket, a shorter range or another groupBy.`;
  return new AppError("invalid_request", message, { issues: [{ path: "bucket", message }] });
}
