import { setTimeout as delay } from "node:timers/promises";
import { ErrorCode, NatsError } from "nats";
import { AppError } from "@/lib/errors";

const retryDelayMs = 100;

/** JetStream's own codes for "no room": maximum bytes, insufficient storage, insufficient resources. */
const fullCodes = new Set([10077, 10047, 10023]);

const transientCodes = new Set<string>([
  ErrorCode.NoResponders,
  ErrorCode.Timeout,
  ErrorCode.Disconnect,
  ErrorCode.JetStreamInvalidAck,
  ErrorCode.JetStream408RequestTimeout,
]);

/** Tells whether the stream refused a message because it is full. */
export function isStreamFull(error: unknown): boolean {
  return error instanceof NatsError && fullCodes.has(error.api_error?.err_code ?? 0);
}

/** Tells whether the same request may succeed in a moment: an election, a restart, a full stream. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof NatsError)) return false;
  return transientCodes.has(error.code) || isStreamFull(error) || (error.api_error?.code ?? 0) >= 500;
}

/**
 * Tries a request to NATS again every 100 ms until it succeeds or `boundMs` are over; during an
 * election of a cluster that takes 4 to 9 seconds.
 * @param attempt gets the milliseconds that are left
 * @throws AppError `unavailable` with Retry-After at the end of the time, or when the connection is closed
 */
export async function retryTransient<Result>(
  attempt: (leftMs: number) => Promise<Result>,
  options: { boundMs: number; waitWhenFull?: boolean },
): Promise<Result> {
  const end = performance.now() + options.boundMs;
  for (;;) {
    try {
      return await attempt(Math.max(1, end - performance.now()));
    } catch (error) {
      if (isClosed(error)) throw unavailable("The server is stopping. Send the request again.", 2);
      if (!isTransient(error)) throw error;
      const isFull = isStreamFull(error);
      if (performance.now() + retryDelayMs >= end || (isFull && options.waitWhenFull === false)) {
        if (isFull) throw unavailable("The queue is full. Send the request again later.", 30);
        throw unavailable("The queue cannot be reached. Send the request again in a moment.", 5);
      }
    }
    await delay(retryDelayMs);
  }
}

function isClosed(error: unknown): boolean {
  const closed: string[] = [ErrorCode.ConnectionClosed, ErrorCode.ConnectionDraining];
  return error instanceof NatsError && closed.includes(error.code);
}

function unavailable(message: string, retryAfterSeconds: number): AppError {
  return new AppError("unavailable", message, undefined, retryAfterSeconds);
}
