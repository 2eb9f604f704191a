import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { CliError, UsageError } from "./cli-error";
import { batchesCommand } from "./commands/batches";
import { catalogCommand } from "./commands/catalog";
import { eraseCommand } from "./commands/erase";
import { ratesCommand } from "./commands/rates";
import { sendCommand } from "./commands/send";
import { sourcesCommand } from "./commands/sources";
import { watchCommand } from "./commands/watch";
import { exitCode, exitCodeHelp } from "./exit-codes";
import { tellError } from "./figures";

/** A fault of this program, as in sysexits.h. */
const softwareFault = 70;

/** Runs the command line and sets the process's exit code; the process ends when nothing is left to do. */
export async function main(argv: string[]): Promise<void> {
  // whoever read our output has gone: there is nobody left to tell
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    process.exitCode = tell(error);
  }
}

function createProgram(): Command {
  const program = new Command("advertisex")
    .description(
      "The command-line client of AdvertiseX: send event files, follow a folder, look after batches and sources.",
    )
    .version(version(), "--version");
  for (const make of [
    sendCommand,
    watchCommand,
    batchesCommand,
    sourcesCommand,
    catalogCommand,
    ratesCommand,
    eraseCommand,
  ]) {
    program.addCommand(make());
  }
  for (const command of everyCommand(program))
    command.exitOverride().showHelpAfterError("Add --help to see how it is used.").addHelpText("after", exitCodeHelp);
  return program;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function tell(error: unknown): number {
  // commander has said what is wrong by then; asking for help is not wrong
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  if (error instanceof CliError) {
    console.error(tellError(error));
    if (error instanceof UsageError) console.error("Add --help to see how it is used.");
    return error.exitCode;
  }
  console.error("This is a fault of the client itself; please report it:", error);
  return softwareFault;
}
