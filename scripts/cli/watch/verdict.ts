import { FileTrouble, Interrupted, Refusal, Unavailable } from "../cli-error";
import type { SentFile } from "../upload/send-file";

/**
 * What is to be done with a file after it was sent:
 * - `done`: taken in; records that were rejected are told beside it
 * - `failed`: refused, or nothing of it could be used
 * - `later`: left where it is, since the server or the file was not ready
 * - `end`: not the file's fault (a key, an address), and no other file would fare better
 */
export type Verdict = "done" | "failed" | "later" | "end";

/** Decides by the outcome of a file whose batch was waited for. */
export function verdictOf({ error, batch }: Pick<SentFile, "error" | "batch">): Verdict {
  if (error instanceof Refusal) return isOfClient(error.status) ? "end" : "failed";
  if (error instanceof Unavailable || error instanceof Interrupted || error instanceof FileTrouble) return "later";
  if (error || !batch || batch.state === "failed") return "failed";
  return batch.received > 0 && batch.stored + batch.duplicate === 0 ? "failed" : "done";
}

function isOfClient(status: number): boolean {
  return status < 400 || [401, 403, 404, 405].includes(status);
}
