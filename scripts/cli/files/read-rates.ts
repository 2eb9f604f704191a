import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import Papa from "papaparse";
import { type CurrencyRate, currencyRateSchema } from "@/lib/contracts/currency-rates";
import { reasonOf, UsageError } from "../cli-error";

const columns = ["day", "base", "currency", "rate"] as const;

/**
 * Reads daily rates of currencies from a CSV file, or standard input for `-`. Its header line names the columns
 * day (2026-11-23), base, currency and rate, in any order; others are passed over.
 * @throws UsageError that names the first lines that are wrong
 */
export async function readRates(path: string): Promise<CurrencyRate[]> {
  const content = await (path === "-" ? text(process.stdin) : readFile(path, "utf8")).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
  return parseRates(path, content);
}

/** @throws UsageError */
export function parseRates(path: string, content: string): CurrencyRate[] {
  const { data, errors } = Papa.parse<string[]>(content.replace(/^\ufeff/, ""), { skipEmptyLines: "greedy" });
  const problem = errors.find((error) => error.code !== "UndetectableDelimiter");
  if (problem) throw new UsageError(`${path} is not CSV: row ${(problem.row ?? 0) + 1}: ${problem.message}.`);
  const [header = [], ...rows] = data;
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new UsageError(`${path} has no column ${missing.join(", ")} in its first line.`);
  const places = columns.map((column) => [column, names.indexOf(column)] as const);
  const parsed = rows.map((row) =>
    currencyRateSchema.safeParse(Object.fromEntries(places.map(([name, at]) => [name, row[at]?.trim()]))),
  );
  const wrong = parsed.flatMap(({ error }, index) =>
    error ? [`  row ${index + 2}: ${error.issues[0]?.path.join(".")}: ${error.issues[0]?.message}`] : [],
  );
  if (wrong.length > 0) throw new UsageError([`${path} is not as it has to be:`, ...wrong.slice(0, 10)].join("\n"));
  if (rows.length === 0) throw new UsageError(`${path} has no rates.`);
  return parsed.flatMap(({ data: rate }) => (rate ? [rate] : []));
}
