import Papa from "papaparse";
import { type CurrencyRate, currencyRateSchema, maxRates } from "@/lib/contracts/currency-rates";
import { invalidRequest, issuesOf, type RequestIssue } from "@/lib/http/invalid-request";

const columns = ["day", "base", "currency", "rate"] as const;

/**
 * Reads rates from CSV whose header line names the columns day, base, currency and rate, in any order; others are
 * passed over.
 * @throws AppError `invalid_request` that names the first lines that are wrong
 */
export function readRatesCsv(text: string): CurrencyRate[] {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { delimiter: "" });
  const broken = errors.find((error) => error.code !== "UndetectableDelimiter");
  if (broken) throw invalidRequest([{ path: `record ${(broken.row ?? 0) + 1}`, message: broken.message }]);
  const [header = [], ...rows] = data.map((row) => row.map((cell) => cell.trim()));
  const places = columns.map((name) => header.findIndex((cell) => cell.toLowerCase() === name));
  const missing = columns.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    throw invalidRequest([{ path: "record 1", message: `must name the columns ${columns.join(", ")}` }]);
  }
  const issues: RequestIssue[] = [];
  const rates: CurrencyRate[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.every((cell) => cell === "")) continue;
    const cells = columns.map((name, column) => [name, row[places[column] ?? -1]]);
    const parsed = currencyRateSchema.safeParse(Object.fromEntries(cells));
    if (parsed.success) rates.push(parsed.data);
    else
      issues.push(...issuesOf(parsed.error).map((issue) => ({ ...issue, path: `record ${index + 2}: ${issue.path}` })));
  }
  if (issues.length > 0) throw invalidRequest(issues);
  if (rates.length === 0 || rates.length > maxRates) {
    throw invalidRequest([{ path: "", message: `must hold 1 to ${maxRates} rates, but holds ${rates.length}` }]);
  }
  return rates;
}
