import Papa from "papaparse";
import { z } from "zod";
import { textOfCsvCell } from "@/lib/contracts/csv-cell";
import { type Entry, type EntryField, entryFields, entrySchemas, fromText, type Noun, nouns } from "./catalogue-fields";

/** Something in a file that cannot be taken: where, and what to do. */
export interface FileProblem {
  /** Of CSV the line, the head being the first; of JSON the place in its list. */
  where: string;
  message: string;
}

export interface CatalogueFile {
  entries: Record<Noun, Entry[]>;
  problems: FileProblem[];
}

const mostProblems = 100;
/** What a whole file may say once. */
const fileSchema = z.object({
  advertisers: z.array(z.unknown()).optional(),
  campaigns: z.array(z.unknown()).optional(),
  creatives: z.array(z.unknown()).optional(),
});

/**
 * Reads a file of the catalogue: JSON as `PUT /api/catalog` takes it, or CSV of one noun, whose head has the names of the
 * fields (`budget` and `price` are in units of the currency, `budgetMicros` and `priceMicros` in millionths). What CSV has no
 * column for stays as it is stored; an empty cell takes a value away. Nothing is thrown: what cannot be read is a problem
 * with its place.
 */
export function readCatalogueFile(text: string, stored: Record<Noun, readonly Entry[]>): CatalogueFile {
  const file: CatalogueFile = { entries: { advertisers: [], campaigns: [], creatives: [] }, problems: [] };
  const plain = text.replace(/^\uFEFF/, "");
  if (/^\s*[{[]/.test(plain)) readJson(plain, file);
  else readCsv(plain, file, stored);
  file.problems.splice(mostProblems);
  return file;
}

function readJson(text: string, file: CatalogueFile): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    file.problems.push({ where: "the file", message: `is no JSON: ${error instanceof Error ? error.message : ""}` });
    return;
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    file.problems.push({ where: "the file", message: "needs lists named advertisers, campaigns or creatives" });
    return;
  }
  for (const noun of nouns)
    for (const [index, entry] of (parsed.data[noun] ?? []).entries()) add(file, noun, entry, `${noun}[${index}]`);
}

function readCsv(text: string, file: CatalogueFile, stored: Record<Noun, readonly Entry[]>): void {
  const { data, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: "greedy",
    transformHeader: (head) => head.trim(),
  });
  const heads = meta.fields ?? [];
  const noun: Noun = heads.includes("campaignId")
    ? "creatives"
    : heads.includes("advertiserId")
      ? "campaigns"
      : "advertisers";
  if (!heads.includes("id")) {
    file.problems.push({
      where: "line 1",
      message: `needs a column named id; it has ${heads.slice(0, 8).join(", ") || "none"}`,
    });
    return;
  }
  const unknown = heads.filter((head) => !fieldOf(noun, head));
  if (unknown.length > 0)
    file.problems.push({ where: "line 1", message: `no field of ${noun} is called ${unknown.join(", ")}` });
  const byId = new Map(stored[noun].map((each) => [each.id, each]));
  for (const [index, row] of data.entries()) {
    const entry: Record<string, unknown> = { ...byId.get(textOfCsvCell(row.id ?? "").trim()) };
    for (const head of heads) {
      const found = fieldOf(noun, head);
      const value = found && fromText(found.field, textOfCsvCell(row[head] ?? ""));
      if (!found) continue;
      if (value === undefined) delete entry[found.field.name];
      else entry[found.field.name] = found.isMicros ? Number(row[head]) : value;
    }
    add(file, noun, entry, `line ${index + 2}`);
  }
}

/** The field of a column: by its name, or money by its name without "Micros". */
function fieldOf(noun: Noun, head: string): { field: EntryField; isMicros: boolean } | undefined {
  const field = entryFields[noun].find(
    ({ name, type }) => name === head || (type === "money" && name === `${head}Micros`),
  );
  return field && { field, isMicros: field.type === "money" && field.name === head };
}

function add(file: CatalogueFile, noun: Noun, entry: unknown, where: string): void {
  const parsed = entrySchemas[noun].safeParse(entry);
  if (parsed.success) {
    file.entries[noun].push(parsed.data as Entry);
    return;
  }
  for (const { path, message } of parsed.error.issues)
    file.problems.push({ where: `${where}, ${path.join(".") || noun}`, message });
}
