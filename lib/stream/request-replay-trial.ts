import type { NatsConnection } from "nats";
import type { z } from "zod";
import {
  type ReplayAnswer,
  replayAnswerSchema,
  type replayTrialSchema,
  replayTrialSubject,
} from "@/lib/contracts/replay";
import { requestAnswer } from "./request-answer";

/**
 * Asks role replay what would become of an issue's records; nothing is written.
 * @throws AppError `unavailable` when no worker answers within 5 seconds, or what the worker answers
 */
export function requestReplayTrial(
  connection: NatsConnection,
  question: z.infer<typeof replayTrialSchema>,
): Promise<ReplayAnswer> {
  const options = {
    subject: replayTrialSubject,
    schema: replayAnswerSchema,
    who: "Records are tried again by the workers of role replay",
    tooLarge: "The mapping is too large.",
  };
  return requestAnswer(connection, options, question, new Uint8Array(0));
}
