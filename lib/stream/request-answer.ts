import { setTimeout as delay } from "node:timers/promises";
import { ErrorCode, headers, type Msg, type NatsConnection, NatsError } from "nats";
import { z } from "zod";
import { previewErrorHeaderName, previewHeaderName } from "@/lib/contracts/preview";
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

export interface AnswerOptions<Schema extends z.ZodType> {
  /** Where the role answers. */
  subject: string;
  /** What the answer has to be. */
  schema: Schema;
  /** Who does not answer: "Previews are made by the workers of role ingest". */
  who: string;
  /** What to do about a payload that no message holds: "Send fewer records." */
  tooLarge: string;
}

/**
 * Asks a role a question that it answers at once; the question goes as JSON in a header, beside bytes.
 * @throws AppError `unavailable` when no worker answers within 5 seconds, `too_large` when the bytes do
 *   not fit into a message, or what the worker answers
 */
export async function requestAnswer<Schema extends z.ZodType>(
  connection: NatsConnection,
  options: AnswerOptions<Schema>,
  question: unknown,
  payload: Uint8Array,
): Promise<z.output<Schema>> {
  const head = headers();
  head.set(previewHeaderName, JSON.stringify(question));
  const end = performance.now() + boundMs;
  for (;;) {
    try {
      const timeout = Math.max(1, end - performance.now());
      return readAnswer(await connection.request(options.subject, payload, { timeout, headers: head }), options.schema);
    } catch (error) {
      if (!(error instanceof NatsError)) throw error;
      if (error.code === ErrorCode.MaxPayloadExceeded) throw new AppError("too_large", options.tooLarge);
      // a worker that is started again is away for a moment
      const mayCome = error.code === ErrorCode.NoResponders && performance.now() + retryDelayMs < end;
      if (!mayCome) throw noAnswer(options.who);
    }
    await delay(retryDelayMs);
  }
}

function readAnswer<Schema extends z.ZodType>(message: Msg, schema: Schema): z.output<Schema> {
  const problem = message.headers?.get(previewErrorHeaderName);
  if (!problem) return schema.parse(message.json());
  const { code, message: text, retryAfterSeconds } = errorSchema.parse(JSON.parse(problem));
  throw new AppError(code, text, undefined, retryAfterSeconds);
}

function noAnswer(who: string): AppError {
  return new AppError("unavailable", `No worker answers. ${who}; try again in a moment.`, undefined, 2);
}
