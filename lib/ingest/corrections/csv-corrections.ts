import Papa from "papaparse";
import { decodeFrames } from "@/lib/contracts/frames";
import { AppError } from "@/lib/errors";
import type { Cut, Splitter } from "../split/splitter";
import type { Correction } from "./read-corrections";
import { requireUtf8 } from "./require-utf8";

interface Columns {
  count: number;
  record: number;
  raw: number;
}

/**
 * Reads corrected rejects from CSV; columns beside `record` and `raw` do not matter, nor does their order.
 * Rows of empty cells only, as spreadsheets leave them, are passed over.
 * @throws AppError `invalid_request`; BodyRefusal
 */
export async function* csvCorrections(
  splitter: Splitter,
  pieces: AsyncIterable<Uint8Array>,
  textOfCell: (cell: string) => string,
): AsyncGenerator<Correction> {
  let columns: Columns | undefined;
  function* read(cuts: Iterable<Cut>): Generator<Correction> {
    for (const { bytes, line } of cuts) {
      columns ??= readColumns(splitter);
      const cells = cellsOf(bytes, splitter.delimiter, line);
      if (cells.every((cell) => cell.trim() === "")) continue;
      yield toCorrection(cells, columns, line, textOfCell);
    }
  }
  for await (const piece of pieces) yield* read(splitter.push(piece));
  yield* read(splitter.end());
}

function readColumns(splitter: Splitter): Columns {
  const [header = new Uint8Array(0)] = decodeFrames(splitter.prefix);
  const names = cellsOf(header, splitter.delimiter).map((name) => name.trim().toLowerCase());
  const [record, raw] = [names.indexOf("record"), names.indexOf("raw")];
  if (record >= 0 && raw >= 0) return { count: names.length, record, raw };
  throw new AppError(
    "invalid_request",
    "The CSV needs the columns `record` and `raw`, as the rejects were downloaded.",
  );
}

function toCorrection(
  cells: readonly string[],
  { count, record, raw }: Columns,
  line: number | undefined,
  textOfCell: (cell: string) => string,
): Correction {
  const place = line === undefined ? "A row" : `Line ${line}`;
  // a comma that is not in quotes would cut the record short, and say nothing
  if (cells.length !== count) {
    throw invalid(
      `${place} has ${cells.length} cells where the header has ${count}: put quotes around each raw record.`,
    );
  }
  const number = cells[record]?.trim() ?? "";
  if (!/^\d{1,15}$/.test(number))
    throw invalid(`${place} has no number of a record in \`record\`: "${number.slice(0, 40)}".`);
  return { record: Number(number), raw: textOfCell(cells[raw] ?? "") };
}

/** @throws AppError `invalid_request` for a row that cannot be read for certain */
function cellsOf(row: Uint8Array, delimiter = ",", line?: number): string[] {
  const text = requireUtf8(row);
  if (!text.includes('"')) return text.split(delimiter);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
  if (errors[0]) throw invalid(`The quotes of ${line === undefined ? "a row" : `line ${line}`} do not pair up.`);
  return data[0] ?? [];
}

function invalid(message: string): AppError {
  return new AppError("invalid_request", message);
}
