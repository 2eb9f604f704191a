import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { takePidFile } from "@/scripts/start/pid-file.mjs";
import { reasonOf, Unavailable, UsageError } from "../cli-error";
import type { ExitCode } from "../exit-codes";
import { parseDuration } from "../figures";
import { createProgress } from "../progress/progress";
import { stopOnSignals } from "../signals";
import { readKindMap } from "../watch/kind-map";
import { runWatch } from "../watch/run-watch";
import { action, type CommonOptions, connect, outputOf, withCommonOptions } from "./context";
import { type FileOptions, readSaidFormat, withFileOptions } from "./send-options";

interface WatchCommandOptions extends FileOptions, CommonOptions {
  kind?: string;
  map: string[];
  settle: string;
  wait: string;
  once?: boolean;
}

const explanation = `
A file is taken once its size and time have stood still for --settle seconds. It is sent, its outcome is awaited, and
it is moved to done/ or, when it was refused or nothing of it could be used, to failed/, with NAME.report.json beside
it, and NAME.rejects.csv when records were rejected. While the server is away it stays where it is.
Hidden files and those named *.part, *.tmp and the like are left alone.

Examples:
  advertisex watch /srv/drop --map 'clicks*.csv=interactions' --map 'bids/**=bid-requests' --kind impressions
  advertisex watch /srv/drop --kind clicks --once --quiet
`;

/** `advertisex watch` */
export function watchCommand(): Command {
  const collect = (value: string, before: string[]) => [...before, value];
  const command = new Command("watch")
    .description("send what is put into a folder, and move it to done/ or failed/ with a report")
    .argument("<folder>")
    .option("--kind <kind>", `what the files hold: ${ingestKindSchema.options.join(", ")}`)
    .option(
      "--map <pattern=kind>",
      "what files of such a name or subfolder hold; may be given several times",
      collect,
      [],
    )
    .option("--settle <time>", "how long a file must not have changed", "2s")
    .option("--wait <time>", "how long to wait for the outcome of a file, before it is asked for again later", "10m")
    .option("--once", "end when all that is there has been tried, for cron")
    .option("--quiet", "say nothing but what went wrong");
  return withCommonOptions(withFileOptions(command))
    .addHelpText("after", explanation)
    .action(action<WatchCommandOptions>(watch));
}

async function watch([folder = ""]: string[], options: WatchCommandOptions): Promise<ExitCode> {
  const output = outputOf(options);
  const kindOf = readKindMap(options.map, options.kind);
  const settings = {
    said: readSaidFormat(options),
    waitMs: parseDuration(options.wait, "--wait"),
    maxMs: parseDuration(options.maxTime, "--max-time"),
    isFresh: false,
    underWay: new Map(),
  };
  const settleMs = parseDuration(options.settle, "--settle");
  const client = await connect(options, "ingest", output);
  const free = await take(folder);
  const stopping = stopOnSignals(() => output.note("Stopping after the file in work; once more to stop at once."));
  const progress = createProgress(output);
  try {
    const { stop, stopWaiting, signal } = stopping;
    if (!options.once) output.note(`Watching ${folder}; Ctrl-C ends it.`);
    const context = { client, output, progress, stop, stopWaiting, signal, ...settings };
    return await runWatch({ folder, kindOf, settleMs, isOnce: options.once === true, context, stopping });
  } finally {
    progress.close();
    stopping.release();
    free();
  }
}

/** Takes the folder for this process. @throws UsageError, Unavailable when another one has it */
async function take(folder: string): Promise<() => void> {
  const there = await stat(folder).catch((error: unknown) => {
    throw new UsageError(`${folder} cannot be watched: ${reasonOf(error)}.`, { cause: error });
  });
  if (!there.isDirectory()) throw new UsageError(`${folder} is not a folder: send a file with advertisex send.`);
  try {
    const taken = takePidFile(join(folder, ".advertisex-watch.pid"));
    if ("free" in taken) return taken.free;
    throw new Unavailable(`${folder} is watched by process ${taken.holder} already.`);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    throw new UsageError(`${folder} cannot be watched: ${reasonOf(error)}.`, { cause: error });
  }
}
