import Papa from "papaparse";
import { type CurrencyRate, currencyRateSchema } from "@/lib/contracts/currency-rates";

const columns = ["day", "base", "currency", "rate"] as const;

export interface RateProblem {
  /** In the file, the header being line 1. */
  line: number;
  message: string;
}

export interface ReadRates {
  /** Each day and pair once. */
  rates: CurrencyRate[];
  /** The first of what is wrong; nothing may be imported while there is any. */
  problems: RateProblem[];
}

const shownProblems = 20;

/** Reads a CSV file of rates with the columns `day,base,currency,rate`, in any order and with others between them. */
export function readRates(text: string): ReadRates {
  const [header = [], ...rows] = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { skipEmptyLines: false }).data;
  const places = columns.map((column) => header.findIndex((name) => name.trim().toLowerCase() === column));
  const missing = columns.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    const message = `The first line has to name the columns ${columns.join(", ")}; ${missing.join(", ")} is missing.`;
    return { rates: [], problems: [{ line: 1, message }] };
  }
  const rates = new Map<string, CurrencyRate>();
  const problems: RateProblem[] = [];
  rows.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === "")) return;
    const message = takeRow(
      Object.fromEntries(columns.map((column, place) => [column, (cells[places[place] ?? -1] ?? "").trim()])),
      rates,
    );
    if (message && problems.length < shownProblems) problems.push({ line: index + 2, message });
  });
  if (rates.size === 0 && problems.length === 0) problems.push({ line: 2, message: "There is no rate in the file." });
  return { rates: [...rates.values()], problems };
}

/** Adds a row to the rates; gives what is wrong with it. */
function takeRow(row: Record<string, string>, rates: Map<string, CurrencyRate>): string | undefined {
  const parsed = currencyRateSchema.safeParse(row);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `${issue?.path.join(".") ?? "row"}: ${issue?.message ?? "cannot be read"}`;
  }
  const { day, base, currency, rate } = parsed.data;
  const key = `${day} ${base} ${currency}`;
  const before = rates.get(key);
  if (before && before.rate !== rate) return `${base} in ${currency} of ${day} stands twice, with two rates.`;
  rates.set(key, parsed.data);
  return undefined;
}
