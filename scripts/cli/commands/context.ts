import { Command } from "commander";
import { UsageError } from "../cli-error";
import { type ExitCode, exitCode } from "../exit-codes";
import { duration } from "../figures";
import { ApiClient } from "../http/api-client";
import { Output } from "../output";
import { type Purpose, readTarget } from "../settings";

/** The options that every command has. */
export interface CommonOptions {
  url?: string;
  key?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Adds them to a command. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("--url <address>", "the server (ADVERTISEX_URL, else the product started in this folder)")
    .option("--key <key>", "the API key; ADVERTISEX_KEY is safer, since others see what a command was called with")
    .option("--json", "one JSON document on standard output");
}

/** Says what a command says. */
export function outputOf({ json = false, quiet = false }: CommonOptions): Output {
  return new Output({ json, quiet });
}

/** The server as a command speaks to it. @throws UsageError */
export async function connect(options: CommonOptions, purpose: Purpose, output: Output): Promise<ApiClient> {
  const { url, key } = await readTarget(options, process.env, purpose);
  return new ApiClient(url, key, (why, pauseMs) =>
    output.note(`${url.origin}: ${why}; tries again in ${duration(pauseMs)}`),
  );
}

type Action<Options> = (argument: string[], options: Options & CommonOptions) => Promise<ExitCode>;

/** Makes a command's action of a function that gives the exit code: all arguments, then the options. */
export function action<Options = object>(run: Action<Options>): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1);
    if (!(command instanceof Command)) throw new TypeError("commander calls an action with its command");
    const code = await run(command.args, command.optsWithGlobals());
    if (code !== exitCode.ok) process.exitCode = code;
  };
}

/** Reads a whole number of an option. @throws UsageError */
export function parseCount(text: string, option: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${option} is '${text}': give a whole number from ${least} to ${most}.`);
}
