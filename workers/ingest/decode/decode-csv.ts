import Papa from "papaparse";
import { decodeFrames } from "@/lib/contracts/frames";
import { Budget, type BudgetError } from "./budget";
import type { Outcome } from "./decoded";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const notUtf8 = "The text is not UTF-8. Save the file as UTF-8, or name its charset in the content type.";

/**
 * Decodes a CSV chunk: the first frame is the header line, each other frame is one record.
 * Each value is an object from column name to cell; a column named `__proto__` is a column like any
 * other. A column without a name is called `column_<number>`.
 * @param delimiter the character between two fields
 * @throws RangeError when the bytes end inside a frame.
 */
export function decodeCsv(bytes: Uint8Array, delimiter: string): Outcome[] {
  const [headerFrame, ...frames] = decodeFrames(bytes);
  const header = headerFrame ? readHeader(headerFrame, delimiter) : { problem: "The chunk has no header line." };
  if ("problem" in header) {
    const malformed = `The header line cannot be read: ${header.problem}`;
    return frames.map((frame) => ({ malformed, raw: () => frame }));
  }
  const budget = new Budget();
  const columns = header.cells;
  const table = { columns, doubled: doublesIn(columns), hasProto: columns.includes("__proto__"), delimiter, budget };
  return frames.map((frame) => decodeRecord(frame, table));
}

function doublesIn(columns: readonly string[]): [number, number][] {
  const first = new Map<string, number>();
  return columns.flatMap((name, index): [number, number][] => {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    return earlier === undefined ? [] : [[earlier, index]];
  });
}

/** No table of events is wider by far, and every column costs memory in every row. */
const maxColumns = 10_000;

function readHeader(frame: Uint8Array, delimiter: string): ReturnType<typeof readRow> {
  const row = readRow(frame, delimiter);
  if ("problem" in row) return row;
  if (row.cells.length > maxColumns) return { problem: `It has more than ${maxColumns} columns.` };
  return { cells: row.cells.map((name, index) => name.trim() || `column_${index + 1}`) };
}

interface Table {
  columns: readonly string[];
  /** Pairs of columns with the same name. */
  doubled: readonly [number, number][];
  /** A column is named `__proto__`. */
  hasProto: boolean;
  delimiter: string;
  budget: Budget;
}

/** A field of an object without a prototype, and its text. */
const bytesOfCell = 128;

function decodeRecord(frame: Uint8Array, { columns, doubled, hasProto, delimiter, budget }: Table): Outcome {
  const raw = () => frame;
  const row = readRow(frame, delimiter);
  if ("problem" in row) return { malformed: row.problem, raw };
  if (row.cells.length !== columns.length) {
    return { malformed: `The row has ${row.cells.length} fields where the header has ${columns.length}.`, raw };
  }
  try {
    budget.spend(frame.byteLength * 2 + columns.length * bytesOfCell);
  } catch (error) {
    return { malformed: (error as BudgetError).message, raw };
  }
  for (const [first, second] of doubled) {
    if (row.cells[first] === row.cells[second]) continue;
    const name = columns[second];
    return { malformed: `The header names the column "${name}" twice, and the row has two values for it.`, raw };
  }
  // an ordinary object is several times as fast, and as good for names that are no setter's
  const value: Record<string, unknown> = hasProto ? Object.create(null) : {};
  for (let index = 0; index < columns.length; index += 1) value[columns[index] as string] = row.cells[index];
  return { value, raw };
}

/** Splits one row. Without a quote there is nothing to parse, which is the common and fast case. */
function readRow(frame: Uint8Array, delimiter: string): { cells: string[] } | { problem: string } {
  let text: string;
  try {
    text = utf8.decode(frame).replace(/(?:\r\n|\n|\r)$/, "");
  } catch {
    return { problem: notUtf8 };
  }
  if (!text.includes('"')) return { cells: text.split(delimiter) };
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
  if (errors[0]) return { problem: `The row's quotes do not pair up: ${errors[0].message}.` };
  const [cells, ...more] = data;
  return cells && more.length === 0 ? { cells } : { problem: "The record is more than one row." };
}
