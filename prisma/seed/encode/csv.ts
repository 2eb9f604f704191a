import Papa from "papaparse";
import type { DemoRecord } from "../events";
import type { Encoder } from "./encoder";

/** CSV with a header line, quoted where it must be (RFC 4180, with the line ends that are asked for). */
export function createCsvEncoder(
  columns: readonly string[],
  toRow: (record: DemoRecord) => string[],
  newline: "\n" | "\r\n",
): Encoder {
  const toText = (rows: string[][]): string => (rows.length === 0 ? "" : Papa.unparse(rows, { newline }) + newline);
  let header = toText([[...columns]]);
  return {
    push: (records) => {
      const text = header + toText(records.map(toRow));
      header = "";
      return Buffer.from(text);
    },
    finish: () => Buffer.from(header),
  };
}
