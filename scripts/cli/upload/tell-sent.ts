import { type CliError, Refusal } from "../cli-error";
import { type ExitCode, exitCode } from "../exit-codes";
import { bytes, counted, outcome, tellError } from "../figures";
import type { SentFile } from "./send-file";

/** What a file counts for in the exit code. */
export function exitCodeOf({ error, batch }: Pick<SentFile, "error" | "batch">): ExitCode {
  if (error) return error.exitCode;
  if (batch?.state === "failed") return exitCode.refused;
  return batch && batch.rejected > 0 ? exitCode.rejected : exitCode.ok;
}

/** One line for people. */
export function tellSent(sent: SentFile): string {
  const { label, how, accepted, batch, error } = sent;
  const id = accepted ? `, batch ${accepted.batchId}` : "";
  if (error) return `${label}: ${tellError(error)}${id}`;
  if (!accepted) return `${label}: not sent`;
  const already = how === "already" ? "was taken in before, nothing was sent: " : "";
  if (batch) return `${label}: ${already}${outcome(batch)}${id}`;
  return `${label}: ${already}${counted(accepted.records, "record")} taken in (${bytes(accepted.bytes)})${id}`;
}

/** One entry of the JSON document. */
export function describeSent(sent: SentFile) {
  const { label, kind, how, file, accepted, batch, error } = sent;
  return {
    file: label,
    kind,
    status: error ? "failed" : (how ?? "not_sent"),
    contentType: file?.contentType ?? null,
    size: file?.size ?? null,
    sha256: file?.sha256 ?? null,
    batchId: accepted?.batchId ?? batch?.batchId ?? partOf(error),
    records: accepted?.records ?? null,
    bytes: accepted?.bytes ?? null,
    batch,
    error: error && describeError(error),
    exitCode: exitCodeOf(sent),
  };
}

/** An error for machines: the server's own code where it has one. */
export function describeError(error: CliError): { code: string; message: string; details: Refusal["details"] } {
  if (error instanceof Refusal) return { code: error.code, message: error.message, details: error.details };
  return { code: error.name.toLowerCase(), message: error.message, details: {} };
}

/** A refusal in the middle of a body names the batch that has the records in front of it. */
export function partOf(error: CliError | null): string | null {
  const batchId = error instanceof Refusal ? error.details.batchId : undefined;
  return typeof batchId === "string" ? batchId : null;
}
