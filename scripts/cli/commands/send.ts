import { Command } from "commander";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { Interrupted, Refusal, Unavailable, UsageError } from "../cli-error";
import { type ExitCode, worstOf } from "../exit-codes";
import { counted, parseDuration } from "../figures";
import { findFiles } from "../files/find-files";
import { type Spooled, spoolStdin } from "../files/spool-stdin";
import type { Output } from "../output";
import { createProgress } from "../progress/progress";
import { abortOnSignals } from "../signals";
import { inTurn } from "../upload/in-turn";
import { type SendContext, type SentFile, sendFile } from "../upload/send-file";
import { describeSent, exitCodeOf, tellSent } from "../upload/tell-sent";
import { action, type CommonOptions, connect, outputOf, parseCount, withCommonOptions } from "./context";
import { type FileOptions, readKind, readSaidFormat, readWait, withFileOptions } from "./send-options";

interface SendOptions extends FileOptions, CommonOptions {
  kind: string;
  wait?: string | boolean;
  again?: boolean;
  concurrency: string;
}

const examples = `
Examples:
  advertisex send clicks.csv --kind clicks --wait
  advertisex send 'in/*.ndjson.gz' --kind impressions --concurrency 4 --json
  xzcat old.csv.xz | advertisex send - --kind conversions --format csv
`;

/** `advertisex send` */
export function sendCommand(): Command {
  const command = new Command("send")
    .description("send files; one that was sent before, or broken off, is recognised by its content")
    .argument("<files...>", "files, patterns in quotes, or - for standard input")
    .requiredOption("--kind <kind>", `what they hold: ${ingestKindSchema.options.join(", ")}`)
    .option("--wait [time]", "wait for what becomes of every record (5m)")
    .option("--again", "send it as a new batch, also if it was sent before")
    .option("--concurrency <n>", "how many files at a time", "2")
    .option("--quiet", "say nothing but what went wrong");
  return withCommonOptions(withFileOptions(command)).addHelpText("after", examples).action(action<SendOptions>(send));
}

async function send(names: string[], options: SendOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const concurrency = parseCount(options.concurrency, "--concurrency", 1, 16);
  const settings = {
    kind: readKind(options.kind),
    said: readSaidFormat(options),
    waitMs: readWait(options.wait, 300_000),
    maxMs: parseDuration(options.maxTime, "--max-time"),
    isFresh: options.again === true,
    underWay: new Map(),
  };
  const isStdin = (name: string) => name === "-";
  const paths = await findFiles(names.filter((name) => !isStdin(name)));
  const client = await connect(options, "ingest", output);
  const { signal, release } = abortOnSignals();
  let spooled: Spooled | undefined;
  const progress = createProgress(output);
  try {
    if (names.some(isStdin)) spooled = await spoolStdin(requirePipe(), signal);
    const files = [...paths.map((path) => ({ path, label: path })), ...asFile(spooled)];
    const sent = await sendAll({ client, output, progress, signal, ...settings }, files, concurrency);
    progress.close();
    return tellAll(output, sent);
  } finally {
    progress.close();
    await spooled?.remove();
    release();
  }
}

function requirePipe(): NodeJS.ReadStream {
  if (!process.stdin.isTTY) return process.stdin;
  throw new UsageError("- reads what is piped in, and nothing is: use it behind a pipe, or name a file.");
}

function asFile(spooled: Spooled | undefined): { path: string; label: string }[] {
  return spooled ? [{ path: spooled.path, label: "stdin" }] : [];
}

/** Sends the files, some at a time; what would hit every other file too ends it. */
async function sendAll(
  context: SendContext,
  files: { path: string; label: string }[],
  concurrency: number,
): Promise<SentFile[]> {
  let isHopeless = false;
  return inTurn(files, concurrency, async ({ path, label }): Promise<SentFile> => {
    const nothing = { label, kind: context.kind, file: null, how: null, accepted: null, batch: null, error: null };
    if (isHopeless) return nothing;
    const sent = await sendFile(context, path, label);
    isHopeless ||= sent.error !== null && endsAll(sent);
    if (sent.error) context.output.problem(tellSent(sent));
    else context.output.result(tellSent(sent));
    return sent;
  });
}

function endsAll({ error, accepted }: SentFile): boolean {
  if (error instanceof Refusal) return [401, 403, 404].includes(error.status);
  return (error instanceof Unavailable && accepted === null) || error instanceof Interrupted;
}

function tellAll(output: Output, sent: SentFile[]): ExitCode {
  const code = worstOf(sent.map(exitCodeOf));
  const left = sent.filter(({ how, error }) => how === null && error === null);
  if (left.length > 0) output.problem(`${counted(left.length, "file")} not sent; run the same command again.`);
  output.document({ files: sent.map(describeSent), exitCode: code });
  return code;
}
