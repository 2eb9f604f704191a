import { setTimeout as delay } from "node:timers/promises";
import { ErrorCode, headers, type Msg, type NatsConnection, NatsError } from "nats";
import { z } from "zod";
import {
  type PreviewAnswer,
  type PreviewQuestion,
  previewAnswerSchema,
  previewErrorHeaderName,
  previewHeaderName,
  previewSubject,
} from "@/lib/contracts/preview";
import { AppError, type ErrorCode as AppErrorCode, statusByCode } from "@/lib/errors";

const boundMs = 5000;
const retryDelayMs = 200;

const errorSchema = z.object({
  code: z
    .string()
    .transform((code): AppErrorCode => (Object.hasOwn(statusByCode, code) ? (code as AppErrorCode) : "internal")),
  message: z.string(),
  retryAfterSeconds: z.number().optional(),
});

/**
 * Asks role ingest what would become of a sample; nothing is written.
 * @param payload the bytes of a chunk that holds the sample's first records
 * @throws AppError `unavailable` when no worker answers within 5 seconds, `too_large` when the sample
 *   does not fit into a message, or what the worker answers
 */
export async function requestPreview(
  connection: NatsConnection,
  question: PreviewQuestion,
  payload: Uint8Array,
): Promise<PreviewAnswer> {
  const head = headers();
  head.set(previewHeaderName, JSON.stringify(question));
  const end = performance.now() + boundMs;
  for (;;) {
    try {
      const timeout = Math.max(1, end - performance.now());
      return readAnswer(await connection.request(previewSubject, payload, { timeout, headers: head }));
    } catch (error) {
      if (!(error instanceof NatsError)) throw error;
      if (error.code === ErrorCode.MaxPayloadExceeded) {
        throw new AppError("too_large", "The sample is too large for a preview. Send fewer records.");
      }
      // a worker that is started again is away for a moment
      const mayCome = error.code === ErrorCode.NoResponders && performance.now() + retryDelayMs < end;
      if (!mayCome) throw noAnswer();
    }
    await delay(retryDelayMs);
  }
}

function readAnswer(message: Msg): PreviewAnswer {
  const problem = message.headers?.get(previewErrorHeaderName);
  if (!problem) return previewAnswerSchema.parse(message.json());
  const { code, message: text, retryAfterSeconds } = errorSchema.parse(JSON.parse(problem));
  throw new AppError(code, text, undefined, retryAfterSeconds);
}

function noAnswer(): AppError {
  const message = "No worker answers. Previews are made by the workers of role ingest; try again in a moment.";
  return new AppError("unavailable", message, undefined, 2);
}
