import { type ExitCode, exitCode } from "./exit-codes";

/** Something that ends a command or a file, in one sentence that says what to do, with the code to exit with. */
export class CliError extends Error {
  override readonly name: string = "CliError";

  constructor(
    message: string,
    readonly exitCode: ExitCode,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A wrong option, setting or file. */
export class UsageError extends CliError {
  override readonly name = "UsageError";

  constructor(message: string, options?: ErrorOptions) {
    super(message, exitCode.usage, options);
  }
}

/** A file of this machine that cannot be read, or is not what it was when it was looked at. */
export class FileTrouble extends CliError {
  override readonly name = "FileTrouble";

  constructor(message: string, options?: ErrorOptions) {
    super(message, exitCode.usage, options);
  }
}

/** The server said no, and would say no again. */
export class Refusal extends CliError {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, exitCode.refused);
  }
}

/** No usable answer came within the time there was for it. */
export class Unavailable extends CliError {
  override readonly name = "Unavailable";

  constructor(message: string, options?: ErrorOptions) {
    super(message, exitCode.unavailable, options);
  }
}

/** Ended by a signal. */
export class Interrupted extends CliError {
  override readonly name = "Interrupted";

  constructor() {
    super("Interrupted: run the same command again, it goes on where it was.", exitCode.interrupted);
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not",
  EPERM: "this user may not",
  EISDIR: "it is a folder",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
};

/** What the file system says, in words that stand after a colon. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return sentences[(error as NodeJS.ErrnoException).code ?? ""] ?? error.message;
}
