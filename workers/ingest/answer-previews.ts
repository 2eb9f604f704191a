import { headers, type Msg } from "nats";
import {
  type PreviewAnswer,
  type PreviewQuestion,
  previewErrorHeaderName,
  previewHeaderName,
  previewQuestionSchema,
  previewSubject,
} from "@/lib/contracts/preview";
import { AppError } from "@/lib/errors";
import { isInfrastructureFault } from "@/workers/runtime/is-infrastructure-fault";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { fitAnswer } from "./preview/fit-answer";

/** Who asks gives up after a few seconds, so there is no sense in letting more of them wait. */
const maxRunning = 4;
const messageOverheadBytes = 16 * 1024;

type TrySample = (question: PreviewQuestion, bytes: Uint8Array) => Promise<PreviewAnswer>;

/**
 * Answers the questions about samples, of which each goes to one worker. Every question is answered:
 * with a {@link PreviewAnswer} that fits into a message, or with an error in a header.
 */
export function answerPreviews({ nats, log }: Pick<RoleContext, "nats" | "log">, trySample: TrySample): Role {
  const running = new Set<Promise<void>>();
  const subscription = nats.subscribe(previewSubject, { queue: "preview" });

  const answer = async (message: Msg): Promise<void> => {
    try {
      if (running.size >= maxRunning) throw busy();
      const answered = await trySample(readQuestion(message), message.data);
      message.respond(fitAnswer(answered, (nats.info?.max_payload ?? 1024 * 1024) - messageOverheadBytes));
    } catch (error) {
      const known = toAppError(error);
      if (known.code === "internal") log.error({ err: error }, "a preview could not be made");
      const head = headers();
      const { code, message: text, retryAfterSeconds } = known;
      head.set(previewErrorHeaderName, JSON.stringify({ code, message: text, retryAfterSeconds }));
      if (!nats.isClosed()) message.respond(undefined, { headers: head });
    }
  };

  const loop = (async () => {
    for await (const message of subscription) {
      const work: Promise<void> = answer(message).finally(() => running.delete(work));
      running.add(work);
    }
  })();

  return {
    name: "preview",
    stop: async () => {
      if (!nats.isClosed()) await subscription.drain().catch(() => undefined);
      await loop;
      await Promise.all(running);
    },
  };
}

function readQuestion(message: Msg): PreviewQuestion {
  try {
    return previewQuestionSchema.parse(JSON.parse(message.headers?.get(previewHeaderName) ?? ""));
  } catch {
    throw new AppError("invalid_request", "The question about the sample cannot be read.");
  }
}

function busy(): AppError {
  return new AppError("unavailable", "Too many previews are being made. Try again in a moment.", undefined, 2);
}

/** The text of an unknown error never reaches a client. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isInfrastructureFault(error)) {
    return new AppError("unavailable", "The database cannot be reached. Try again in a moment.", undefined, 2);
  }
  return new AppError("internal", "The preview could not be made. What went wrong is in the log of the workers.");
}
