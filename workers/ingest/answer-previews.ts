import {
  type PreviewAnswer,
  type PreviewQuestion,
  previewQuestionSchema,
  previewSubject,
} from "@/lib/contracts/preview";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { answerQuestions } from "./answer-questions";
import { fitAnswer } from "./preview/fit-answer";

type TrySample = (question: PreviewQuestion, bytes: Uint8Array) => Promise<PreviewAnswer>;

/** Answers what would become of samples; of an answer that is too large the last records are left out. */
export function answerPreviews(context: Pick<RoleContext, "nats" | "log">, trySample: TrySample): Role {
  return answerQuestions(context, {
    name: "preview",
    subject: previewSubject,
    schema: previewQuestionSchema,
    answer: async (question, bytes, maxBytes) => fitAnswer(await trySample(question, bytes), maxBytes),
  });
}
