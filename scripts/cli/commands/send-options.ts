import type { Command } from "commander";
import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import { UsageError } from "../cli-error";
import { parseDuration } from "../figures";
import type { SaidFormat } from "../files/local-file";
import { contentTypes, encodings, type FormatName } from "../files/tell-format";

/** What `send` and `watch` are told of files. */
export interface FileOptions {
  format?: string;
  contentType?: string;
  encoding?: string;
  maxTime: string;
}

/** Adds them to a command. */
export function withFileOptions(command: Command): Command {
  return command
    .option(
      "--format <name>",
      `what the files hold, if their names do not tell: ${Object.keys(contentTypes).join(", ")}`,
    )
    .option("--content-type <type>", "the same as a media type, for example 'text/csv; charset=iso-8859-1'")
    .option("--encoding <name>", `how they are compressed, if that cannot be told: ${encodings.join(", ")}, identity`)
    .option("--max-time <time>", "how long to go on trying without getting on", "15m");
}

/** @throws UsageError */
export function readSaidFormat({ format, contentType, encoding }: FileOptions): SaidFormat {
  if (format !== undefined && contentType !== undefined) {
    throw new UsageError("Give --format or --content-type, not both.");
  }
  if (contentType !== undefined && !/^[\x20-\x7e]+$/.test(contentType)) {
    throw new UsageError("--content-type has characters that no media type has.");
  }
  return {
    contentType: format === undefined ? contentType : contentTypes[oneOf(format, "--format", formats)],
    encoding: encoding === undefined ? undefined : oneOf(encoding, "--encoding", [...encodings, "identity"]),
  };
}

const formats = Object.keys(contentTypes) as FormatName[];

/** @throws UsageError */
export function readKind(text: string, option = "--kind"): IngestKind {
  return oneOf(text, option, ingestKindSchema.options);
}

/** How long to wait for the outcome; null not to wait. @throws UsageError */
export function readWait(wait: string | boolean | undefined, byDefaultMs: number): number | null {
  if (wait === undefined || wait === false) return null;
  if (wait === true) return byDefaultMs;
  try {
    return parseDuration(wait, "--wait");
  } catch {
    throw new UsageError(`--wait is '${wait}': give a time such as --wait=90s, or write --wait behind the files.`);
  }
}

/** @throws UsageError */
export function oneOf<const Name extends string>(text: string, option: string, names: readonly Name[]): Name {
  const name = names.find((each) => each === text);
  if (name !== undefined) return name;
  throw new UsageError(`${option} is '${text}': use one of ${names.join(", ")}.`);
}
