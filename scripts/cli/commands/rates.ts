import { Command } from "commander";
import {
  type CurrencyRate,
  currencyRateListSchema,
  currencyRatesChangeSchema,
  maxRates,
} from "@/lib/contracts/currency-rates";
import { type ExitCode, exitCode } from "../exit-codes";
import { readRates } from "../files/read-rates";
import { action, type CommonOptions, connect, outputOf, withCommonOptions } from "./context";

/** `advertisex rates` */
export function ratesCommand(): Command {
  const command = new Command("rates").description("what currencies were worth, by day");
  const list = new Command("list")
    .description("the rates that are kept, newest first")
    .option("--from <day>", "from that day on (YYYY-MM-DD)")
    .option("--to <day>", "up to that day")
    .action(action<ListOptions>(listRates));
  const importRates = new Command("import")
    .description("put rates from a CSV file with the columns day, base, currency and rate")
    .argument("<file>", "a CSV file, or - for standard input")
    .action(action(putRates));
  command.addCommand(withCommonOptions(list), { isDefault: true });
  command.addCommand(withCommonOptions(importRates));
  return command;
}

interface ListOptions extends CommonOptions {
  from?: string;
  to?: string;
}

async function listRates(_: string[], options: ListOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const client = await connect(options, "manage", output);
  const query = new URLSearchParams();
  for (const name of ["from", "to"] as const) if (options[name]) query.set(name, options[name]);
  const list = await client.ask(`/api/currency-rates?${query}`, currencyRateListSchema);
  for (const { day, base, currency, rate } of list.rates) output.result(`${day}  1 ${base} = ${rate} ${currency}`);
  if (list.rates.length === 0) output.note("There are no rates.");
  output.document(list);
  return exitCode.ok;
}

async function putRates([path = ""]: string[], options: CommonOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const rates = await readRates(path);
  const client = await connect(options, "manage", output);
  const sum = { created: 0, updated: 0 };
  for (const part of inParts(rates)) {
    const question = { method: "PUT", body: { rates: part }, isRepeatable: true } as const;
    const { created, updated } = await client.ask("/api/currency-rates", currencyRatesChangeSchema, question);
    sum.created += created;
    sum.updated += updated;
  }
  output.result(`rates: ${sum.created} created, ${sum.updated} updated`);
  output.document(sum);
  return exitCode.ok;
}

function inParts(rates: readonly CurrencyRate[]): CurrencyRate[][] {
  const parts: CurrencyRate[][] = [];
  for (let start = 0; start < rates.length; start += maxRates) parts.push(rates.slice(start, start + maxRates));
  return parts;
}
