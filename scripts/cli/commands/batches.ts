import { Command } from "commander";
import { type Batch, batchListSchema } from "@/lib/contracts/batch";
import { type ExitCode, exitCode } from "../exit-codes";
import { count, outcome, parseDuration } from "../figures";
import { saveDownload } from "../http/save-download";
import type { Output } from "../output";
import { createProgress } from "../progress/progress";
import { abortOnSignals } from "../signals";
import { exitCodeOf } from "../upload/tell-sent";
import { askForBatch, waitForBatch } from "../upload/wait-for-batch";
import { action, type CommonOptions, connect, outputOf, parseCount, withCommonOptions } from "./context";
import { oneOf } from "./send-options";

interface ListOptions extends CommonOptions {
  source?: string;
  from?: string;
  to?: string;
  limit: string;
}

/** `advertisex batches` */
export function batchesCommand(): Command {
  const command = new Command("batches").description("look after what was sent");
  const list = new Command("list")
    .description("the batches, newest first")
    .option("--source <id>", "of one source")
    .option("--from <time>", "received from then on (ISO 8601)")
    .option("--to <time>", "received before then")
    .option("--limit <n>", "at most so many", "20")
    .action(action<ListOptions>(listBatches));
  const show = new Command("show").description("what became of a batch").argument("<id>").action(action(showBatch));
  const watch = new Command("watch")
    .description("wait until every record of a batch is accounted for")
    .argument("<id>")
    .option("--max-time <time>", "how long to wait", "1h")
    .action(action<CommonOptions & { maxTime: string }>(watchBatch));
  const rejects = new Command("rejects")
    .description("the rejected records of a batch, each with its reason")
    .argument("<id>")
    .option("--format <name>", "csv or json", "csv")
    .option("-o, --output <file>", "write to a file instead of standard output")
    .action(action<CommonOptions & { format: string; output?: string }>(downloadRejects));
  command.addCommand(list, { isDefault: true });
  for (const each of [show, rejects, watch]) command.addCommand(each);
  for (const each of [list, show, rejects, watch]) withCommonOptions(each);
  return command;
}

async function listBatches(_: string[], options: ListOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const limit = parseCount(options.limit, "--limit", 1, 100_000);
  const client = await connect(options, "manage", output);
  const batches: Batch[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams();
    for (const name of ["source", "from", "to"] as const) if (options[name]) query.set(name, options[name]);
    if (cursor) query.set("cursor", cursor);
    const page = await client.ask(`/api/batches?${query}`, batchListSchema);
    batches.push(...page.batches);
    cursor = page.nextCursor;
  } while (cursor !== null && batches.length < limit);
  const shown = batches.slice(0, limit);
  for (const batch of shown) output.result(line(batch));
  if (shown.length === 0) output.note("There are no batches.");
  output.document({ batches: shown });
  return exitCode.ok;
}

function line(batch: Batch): string {
  const name = batch.fileName ? `  ${batch.fileName}` : "";
  return `${batch.receivedAt}  ${batch.batchId}  ${batch.kind}  ${batch.state}  ${count(batch.received)} received, ${outcome(batch)}${name}`;
}

async function showBatch([id = ""]: string[], options: CommonOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const client = await connect(options, "manage", output);
  tell(output, await askForBatch(client, id));
  return exitCode.ok;
}

async function watchBatch([id = ""]: string[], options: CommonOptions & { maxTime: string }): Promise<ExitCode> {
  const output = outputOf(options);
  const waitMs = parseDuration(options.maxTime, "--max-time");
  const client = await connect(options, "manage", output);
  const { signal, release } = abortOnSignals();
  const progress = createProgress(output);
  const bar = progress.begin(id);
  try {
    // asked without patience first: an id that is none is no batch to wait for
    await askForBatch(client, id, signal);
    const onBatch = ({ received, pending }: Batch) => bar.at("records", received - pending, received);
    const batch = await waitForBatch(client, id, { waitMs, signal, onBatch });
    bar.end();
    progress.close();
    tell(output, batch);
    return exitCodeOf({ batch, error: null });
  } finally {
    progress.close();
    release();
  }
}

function tell(output: Output, batch: Batch): void {
  const { batchId, source, kind, state, received, receivedAt, fileName } = batch;
  output.result(`${batchId}: ${state}`);
  output.result(`  ${kind} of source ${source}${fileName ? `, file ${fileName}` : ""}, received ${receivedAt}`);
  output.result(`  ${count(received)} received: ${outcome(batch)}`);
  output.document(batch);
}

async function downloadRejects(
  [id = ""]: string[],
  options: CommonOptions & { format: string; output?: string },
): Promise<ExitCode> {
  const output = outputOf(options);
  const format = options.json ? "json" : oneOf(options.format, "--format", ["csv", "json"]);
  const client = await connect(options, "manage", output);
  const { signal, release } = abortOnSignals();
  try {
    const path = `/api/batches/${encodeURIComponent(id)}/rejects?format=${format}&download=1`;
    await saveDownload(client, path, options.output, signal);
  } finally {
    release();
  }
  if (options.output) output.note(`Written to ${options.output}`);
  return exitCode.ok;
}
