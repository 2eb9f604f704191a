import type { Accepted } from "@/lib/contracts/batch";
import { AppError } from "@/lib/errors";
import { PlaceError } from "@/lib/storage/pull/place";
import { isInfrastructureFault } from "@/workers/runtime/is-infrastructure-fault";

/** So often a file that breaks off is read again. */
export const maxAttempts = 5;

/** What became of a file in this run. */
export type Outcome =
  | { type: "taken"; accepted: Accepted }
  /** The door refused it: it would do so again. */
  | { type: "refused"; error: string; batchId: string | null; records: number }
  /** It broke off: it counts as an attempt. */
  | { type: "broken"; error: string }
  /** Not its own fault, or not to be read by us: nothing is remembered, the next run tries it again. */
  | { type: "left"; error: string | null; againMs: number | null; endsRun: boolean };

/** How soon a run comes again when the queue has no room, or the file changed while it was read. */
export const soonMs = 15_000;

/**
 * Judges what ended the reading of a file.
 * @param error what the door, or opening the file, threw
 * @param broke what the file's own stream broke with, if it did
 */
export function judge(error: unknown, broke: unknown): Outcome {
  const cause = broke ?? error;
  if (cause instanceof PlaceError) return judgePlace(cause);
  if (broke !== undefined) return { type: "broken", error: "The file could not be read to its end." };
  if (isTemporary(error)) {
    const { retryAfterSeconds = 0, message } =
      error instanceof AppError ? error : { message: "The database or the queue cannot be used now." };
    return { type: "left", error: message, againMs: Math.max(soonMs, retryAfterSeconds * 1000), endsRun: true };
  }
  if (!(error instanceof AppError) || error.code === "internal") {
    // a file that always fails must not keep those behind it from being read for ever
    return { type: "broken", error: "Something went wrong that the worker's log tells of." };
  }
  const { batchId, acceptedRecords, record, byteOffset } = error.details ?? {};
  const place = typeof record === "number" && typeof byteOffset === "number";
  return {
    type: "refused",
    error: place ? `Record ${record}, byte ${byteOffset}: ${error.message}` : error.message,
    batchId: typeof batchId === "string" ? batchId : null,
    records: typeof acceptedRecords === "number" ? acceptedRecords : 0,
  };
}

/** Of the queue, the database or the source's limits, and not of the file. */
function isTemporary(error: unknown): boolean {
  return isInfrastructureFault(error) || (error instanceof AppError && error.code === "rate_limited");
}

function judgePlace({ fault, message }: PlaceError): Outcome {
  switch (fault) {
    case "stale":
      return { type: "left", error: null, againMs: soonMs, endsRun: false };
    case "denied":
      return { type: "left", error: message, againMs: null, endsRun: false };
    case "broken":
      return { type: "broken", error: message };
  }
}

/** How long to wait before a file that broke off is read again: a quarter of a minute, then four times as long each time. */
export function retryMs(attempts: number): number {
  return soonMs * 4 ** (attempts - 1);
}
