import { Command } from "commander";
import {
  bidMatchSchema,
  createdSourceSchema,
  mappingSchema,
  type Source,
  sourceInputSchema,
  sourceListSchema,
  sourceSchema,
} from "@/lib/contracts/source";
import { UsageError } from "../cli-error";
import { type ExitCode, exitCode } from "../exit-codes";
import { parseDuration } from "../figures";
import { readJsonFile } from "../files/read-json-file";
import type { Output } from "../output";
import { action, type CommonOptions, connect, outputOf, parseCount, withCommonOptions } from "./context";
import { oneOf } from "./send-options";
import { keyCommands, sourcePath, tellKey } from "./source-keys";

interface CreateOptions extends CommonOptions {
  name: string;
  timeZone?: string;
  unknownReferences?: string;
  bidMatch?: string;
  mapping?: string;
  expectedEvery?: string;
  maxEventsPerSecond?: string;
  maxBytesPerSecond?: string;
}

/** `advertisex sources` */
export function sourcesCommand(): Command {
  const command = new Command("sources").description("who sends, and with which keys");
  const list = new Command("list").description("all sources").action(action(listSources));
  const show = new Command("show")
    .description("one source with its settings and keys (never the keys themselves)")
    .argument("<id>")
    .action(action(showSource));
  const create = new Command("create")
    .description("make a source; its ingest key is told here and never again")
    .requiredOption("--name <name>", "what people call it")
    .option("--time-zone <zone>", "of its times without an offset, such as Europe/Berlin (UTC)")
    .option("--unknown-references <what>", "reject records of unknown campaigns, or create those (reject)")
    .option("--bid-match <how>", "how bid requests of its impressions are found: auction or user_time (auction)")
    .option("--mapping <file>", "a JSON file that tells which of its fields are which of ours")
    .option("--expected-every <time>", "how often it should send; it is late after that")
    .option("--max-events-per-second <n>", "how much it may send")
    .option("--max-bytes-per-second <n>", "how much it may send")
    .action(action<CreateOptions>(createSource));
  command.addCommand(withCommonOptions(list), { isDefault: true });
  for (const each of [show, create, ...keyCommands()]) command.addCommand(withCommonOptions(each));
  return command;
}

async function listSources(_: string[], options: CommonOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const client = await connect(options, "manage", output);
  const list = await client.ask("/api/sources", sourceListSchema);
  for (const { id, name, timeZone, keys } of list.sources) {
    output.result(`${id}  ${name}  ${timeZone}  ${keys.filter(works).length} of ${keys.length} keys work`);
  }
  if (list.sources.length === 0) output.note("There are no sources.");
  output.document(list);
  return exitCode.ok;
}

async function showSource([id = ""]: string[], options: CommonOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const client = await connect(options, "manage", output);
  tell(output, await client.ask(sourcePath(id), sourceSchema));
  return exitCode.ok;
}

async function createSource(_: string[], options: CreateOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const { name, timeZone, unknownReferences, bidMatch, mapping, expectedEvery } = options;
  const { maxEventsPerSecond, maxBytesPerSecond } = options;
  const number = (text: string | undefined, option: string) =>
    text === undefined ? undefined : parseCount(text, option, 1, 10_000_000_000);
  const input = sourceInputSchema.safeParse({
    name,
    timeZone,
    unknownReferences: unknownReferences && oneOf(unknownReferences, "--unknown-references", ["reject", "create"]),
    bidMatch: bidMatch && oneOf(bidMatch, "--bid-match", bidMatchSchema.options),
    mapping: mapping && (await readJsonFile(mapping, mappingSchema)),
    expectedEverySeconds: expectedEvery && Math.round(parseDuration(expectedEvery, "--expected-every") / 1000),
    maxEventsPerSecond: number(maxEventsPerSecond, "--max-events-per-second"),
    maxBytesPerSecond: number(maxBytesPerSecond, "--max-bytes-per-second"),
  });
  if (!input.success) {
    const [issue] = input.error.issues;
    throw new UsageError(`The source cannot be made: ${issue?.path.join(".")} ${issue?.message}.`);
  }
  const client = await connect(options, "manage", output);
  const created = await client.ask("/api/sources", createdSourceSchema, { method: "POST", body: input.data });
  tellKey(output, created, `Source ${created.id}`);
  return exitCode.ok;
}

function works({ expiresAt, revokedAt }: Source["keys"][number]): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > Date.now());
}

function tell(output: Output, source: Source): void {
  const { id, name, timeZone, unknownReferences, bidMatch, mapping, keys, secrets } = source;
  output.result(`${id}: ${name}`);
  output.result(`  time zone ${timeZone}, unknown references: ${unknownReferences}, bid requests by: ${bidMatch}`);
  output.result(`  mapping of ${Object.keys(mapping).join(", ") || "nothing"}`);
  for (const key of keys) {
    const state = key.revokedAt ? `revoked ${key.revokedAt}` : key.expiresAt ? `until ${key.expiresAt}` : "works";
    output.result(`  key ${key.id}  ${key.prefix}…  ${key.name}  ${state}`);
  }
  output.result(`  ${secrets.length} signing secrets`);
  output.document(source);
}
