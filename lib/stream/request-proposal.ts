import type { NatsConnection } from "nats";
import { type Proposal, type ProposalQuestion, proposalSchema, proposalSubject } from "@/lib/contracts/preview";
import { requestAnswer } from "./request-answer";

/**
 * Asks role ingest which mapping a sample seems to need; nothing is written.
 * @param payload the bytes of a chunk that holds the sample's first records
 * @throws AppError `unavailable` when no worker answers within 5 seconds, `too_large` when the sample
 *   does not fit into a message, or what the worker answers
 */
export function requestProposal(
  connection: NatsConnection,
  question: ProposalQuestion,
  payload: Uint8Array,
): Promise<Proposal> {
  const options = {
    subject: proposalSubject,
    schema: proposalSchema,
    who: "Proposals are made by the workers of role ingest",
    tooLarge: "The sample is too large for a proposal. Send fewer records.",
  };
  return requestAnswer(connection, options, question, payload);
}
