import { csvLine } from "@/lib/contracts/csv-cell";
import type { WholeRecord } from "@/lib/read-models/quality/read-whole-records";

const columns = ["batchId", "record", "receivedAt", "reason", "field", "message", "raw"] as const;

/** Writes rejected records as CSV, cells safe for spreadsheets, a page of them at a time. */
export async function* writeRecords(pages: AsyncGenerator<WholeRecord[]>): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const page of pages) {
    yield page
      .map(({ receivedAtKey, ...record }) => ({ ...record, receivedAt: receivedAtKey }))
      .map((record) => csvLine(columns.map((column) => record[column])))
      .join("");
  }
}
