import { headers, type Msg } from "nats";
import type { z } from "zod";
import { previewErrorHeaderName, previewHeaderName } from "@/lib/contracts/preview";
import { AppError } from "@/lib/errors";
import { isInfrastructureFault } from "@/workers/runtime/is-infrastructure-fault";
import type { Role, RoleContext } from "@/workers/runtime/role";

/** Who asks gives up after a few seconds, so there is no sense in letting more of them wait. */
const maxRunning = 4;
const messageOverheadBytes = 16 * 1024;

export interface Answering<Schema extends z.ZodType> {
  /** What is made, in small letters: "preview". */
  name: string;
  subject: string;
  schema: Schema;
  /** Makes an answer of at most so many bytes. */
  answer: (question: z.output<Schema>, bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array>;
}

/**
 * Answers questions about samples, of which each goes to one worker. Every question is answered: with
 * an answer that fits into a message, or with an error in a header.
 */
export function answerQuestions<Schema extends z.ZodType>(
  { nats, log }: Pick<RoleContext, "nats" | "log">,
  { name, subject, schema, answer }: Answering<Schema>,
): Role {
  const running = new Set<Promise<void>>();
  const subscription = nats.subscribe(subject, { queue: name });

  const respond = async (message: Msg): Promise<void> => {
    try {
      if (running.size >= maxRunning) throw busy(name);
      const maxBytes = (nats.info?.max_payload ?? 1024 * 1024) - messageOverheadBytes;
      message.respond(await answer(readQuestion(message, schema), message.data, maxBytes));
    } catch (error) {
      const known = toAppError(error, name);
      if (known.code === "internal") log.error({ err: error }, `a ${name} could not be made`);
      const head = headers();
      const { code, message: text, retryAfterSeconds } = known;
      head.set(previewErrorHeaderName, JSON.stringify({ code, message: text, retryAfterSeconds }));
      if (!nats.isClosed()) message.respond(undefined, { headers: head });
    }
  };

  const loop = (async () => {
    for await (const message of subscription) {
      const work: Promise<void> = respond(message).finally(() => running.delete(work));
      running.add(work);
    }
  })();

  return {
    name,
    stop: async () => {
      if (!nats.isClosed()) await subscription.drain().catch(() => undefined);
      await loop;
      await Promise.all(running);
    },
  };
}

function readQuestion<Schema extends z.ZodType>(message: Msg, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(message.headers?.get(previewHeaderName) ?? ""));
  } catch {
    throw new AppError("invalid_request", "The question about the sample cannot be read.");
  }
}

function busy(name: string): AppError {
  return new AppError("unavailable", `Too many ${name}s are being made. Try again in a moment.`, undefined, 2);
}

/** The text of an unknown error never reaches a client. */
function toAppError(error: unknown, name: string): AppError {
  if (error instanceof AppError) return error;
  if (isInfrastructureFault(error)) {
    return new AppError("unavailable", "The database cannot be reached. Try again in a moment.", undefined, 2);
  }
  return new AppError("internal", `The ${name} could not be made. What went wrong is in the log of the workers.`);
}
