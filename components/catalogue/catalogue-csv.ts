import { csvLine } from "@/lib/contracts/csv-cell";
import { type Entry, entryFields, type Noun } from "./catalogue-fields";

/** The entries of a noun as CSV, as an import takes them back. */
export function catalogueCsv(noun: Noun, entries: readonly Entry[]): string {
  const fields = entryFields[noun];
  const lines = entries.map((entry) => csvLine(fields.map(({ name }) => entry[name] as string | number | null)));
  return `\uFEFF${csvLine(fields.map(({ name }) => name))}${lines.join("")}`;
}
