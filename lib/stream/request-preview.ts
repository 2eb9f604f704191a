import type { NatsConnection } from "nats";
import { type PreviewAnswer, type PreviewQuestion, previewAnswerSchema, previewSubject } from "@/lib/contracts/preview";
import { requestAnswer } from "./request-answer";

/**
 * Asks role ingest what would become of a sample; nothing is written.
 * @param payload the bytes of a chunk that holds the sample's first records
 * @throws AppError `unavailable` when no worker answers within 5 seconds, `too_large` when the sample
 *   does not fit into a message, or what the worker answers
 */
export function requestPreview(
  connection: NatsConnection,
  question: PreviewQuestion,
  payload: Uint8Array,
): Promise<PreviewAnswer> {
  const options = {
    subject: previewSubject,
    schema: previewAnswerSchema,
    who: "Previews are made by the workers of role ingest",
    tooLarge: "The sample is too large for a preview. Send fewer records.",
  };
  return requestAnswer(connection, options, question, payload);
}
