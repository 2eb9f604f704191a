import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { z } from "zod";
import { type Catalog, catalogResultSchema, catalogSchema } from "@/lib/contracts/catalog";
import { reasonOf, UsageError } from "../cli-error";
import { type ExitCode, exitCode } from "../exit-codes";
import { counted } from "../figures";
import { readJsonFile } from "../files/read-json-file";
import { action, type CommonOptions, connect, outputOf, withCommonOptions } from "./context";

const nouns = ["advertisers", "campaigns", "creatives"] as const;

/** What the server gives is taken as it is: it may hold more than one request may put. */
const anyCatalogSchema = z.looseObject({
  advertisers: z.array(z.unknown()),
  campaigns: z.array(z.unknown()),
  creatives: z.array(z.unknown()),
});

/** `advertisex catalog` */
export function catalogCommand(): Command {
  const command = new Command("catalog").description("advertisers, campaigns and creatives");
  const get = new Command("get")
    .description("the whole catalogue as JSON, as put takes it")
    .option("-o, --output <file>", "write to a file instead of standard output")
    .action(action<CommonOptions & { output?: string }>(getCatalog));
  const put = new Command("put")
    .description("upsert by id, all or nothing")
    .argument("<file>", "a JSON file, or - for standard input")
    .action(action(putCatalog));
  const validate = new Command("validate")
    .description("check a file without sending it")
    .argument("<file>", "a JSON file, or - for standard input")
    .action(action(validateCatalog));
  for (const each of [get, put, validate]) command.addCommand(withCommonOptions(each));
  return command;
}

async function getCatalog(_: string[], options: CommonOptions & { output?: string }): Promise<ExitCode> {
  const output = outputOf(options);
  const client = await connect(options, "manage", output);
  const catalog = await client.ask("/api/catalog", anyCatalogSchema);
  const text = `${JSON.stringify(catalog, null, 2)}\n`;
  if (options.output === undefined) {
    process.stdout.write(text);
    return exitCode.ok;
  }
  await writeFile(options.output, text).catch((error: unknown) => {
    throw new UsageError(`${options.output} cannot be written: ${reasonOf(error)}.`, { cause: error });
  });
  output.note(`${tell(catalog)} written to ${options.output}`);
  return exitCode.ok;
}

async function putCatalog([path = ""]: string[], options: CommonOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const catalog = await readJsonFile(path, catalogSchema);
  const client = await connect(options, "manage", output);
  const question = { method: "PUT", body: catalog, isRepeatable: true } as const;
  const result = await client.ask("/api/catalog", catalogResultSchema, question);
  for (const noun of nouns) output.result(`${noun}: ${result[noun].created} created, ${result[noun].updated} updated`);
  output.document(result);
  return exitCode.ok;
}

async function validateCatalog([path = ""]: string[], options: CommonOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const catalog = await readJsonFile(path, catalogSchema);
  output.result(`${path} can be put: ${tell(catalog)}`);
  output.document({ ok: true, ...sizes(catalog) });
  return exitCode.ok;
}

type Entries = Record<(typeof nouns)[number], unknown[]>;

function sizes(catalog: Entries | Catalog) {
  return Object.fromEntries(nouns.map((noun) => [noun, catalog[noun].length]));
}

function tell(catalog: Entries | Catalog): string {
  return nouns.map((noun) => counted(catalog[noun].length, noun.slice(0, -1))).join(", ");
}
