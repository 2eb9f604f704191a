import Papa from "papaparse";
import { decodeFrames } from "@/lib/contracts/frames";
import type { Outcome } from "./decoded";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const notUtf8 = "The text is not UTF-8. Save the file as UTF-8, or name its charset in the content type.";

/**
 * Decodes a CSV chunk: the first frame is the header line, each other frame is one record.
 * Each value is an object from column name to cell, without a prototype, so that a column named
 * `__proto__` is a column like any other. A column without a name is called `column_<number>`.
 * @param delimiter the character between two fields
 * @throws RangeError when the bytes end inside a frame.
 */
export function decodeCsv(bytes: Uint8Array, delimiter: string): Outcome[] {
  const [headerFrame, ...frames] = decodeFrames(bytes);
  const header = headerFrame ? readRow(headerFrame, delimiter) : { problem: "The chunk has no header line." };
  if ("problem" in header) {
    const malformed = `The header line cannot be read: ${header.problem}`;
    return frames.map((frame) => ({ malformed, raw: () => frame }));
  }
  const columns = header.cells.map((name, index) => name.trim() || `column_${index + 1}`);
  return frames.map((frame) => decodeRecord(frame, columns, delimiter));
}

function decodeRecord(frame: Uint8Array, columns: readonly string[], delimiter: string): Outcome {
  const raw = () => frame;
  const row = readRow(frame, delimiter);
  if ("problem" in row) return { malformed: row.problem, raw };
  if (row.cells.length !== columns.length) {
    return { malformed: `The row has ${row.cells.length} fields where the header has ${columns.length}.`, raw };
  }
  const value: Record<string, unknown> = Object.create(null);
  for (let index = 0; index < columns.length; index += 1) {
    const name = columns[index] as string;
    if (name in value && value[name] !== row.cells[index]) {
      return { malformed: `The header names the column "${name}" twice, and the row has two values for it.`, raw };
    }
    value[name] = row.cells[index];
  }
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
