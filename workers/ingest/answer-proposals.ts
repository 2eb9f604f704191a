import { type Proposal, type ProposalQuestion, proposalQuestionSchema, proposalSubject } from "@/lib/contracts/preview";
import { AppError } from "@/lib/errors";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { answerQuestions } from "./answer-questions";

type Propose = (question: ProposalQuestion, bytes: Uint8Array) => Promise<Proposal>;

/** Answers which mapping samples seem to need. */
export function answerProposals(context: Pick<RoleContext, "nats" | "log">, propose: Propose): Role {
  return answerQuestions(context, {
    name: "proposal",
    subject: proposalSubject,
    schema: proposalQuestionSchema,
    answer: async (question, bytes, maxBytes) => {
      const answer = new TextEncoder().encode(JSON.stringify(await propose(question, bytes)));
      if (answer.byteLength <= maxBytes) return answer;
      throw new AppError("too_large", "The sample has too many fields for a proposal.");
    },
  });
}
