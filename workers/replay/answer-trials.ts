import { type ReplayAnswer, replayTrialSchema, replayTrialSubject } from "@/lib/contracts/replay";
import { answerQuestions } from "@/workers/ingest/answer-questions";
import type { Decode } from "@/workers/ingest/decode-pool/decode-pool";
import type { StageTools } from "@/workers/ingest/take-through";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { createIssueTrial } from "./try-issue";

/** Answers what would become of issues' records, of which each question goes to one worker. */
export function answerTrials(context: RoleContext, decode: Decode, tools: StageTools): Role {
  const tryIssue = createIssueTrial(context, decode, tools);
  return answerQuestions(context, {
    name: "trial",
    subject: replayTrialSubject,
    schema: replayTrialSchema,
    answer: async (question, _bytes, maxBytes) => fitAnswer(await tryIssue(question), maxBytes),
  });
}

/** As JSON of at most so many bytes: as long as it is too large, half of the samples are left out. */
function fitAnswer(answer: ReplayAnswer, maxBytes: number): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  if (bytes.byteLength <= maxBytes || answer.samples.length === 0) return bytes;
  const samples = answer.samples.slice(0, Math.floor(answer.samples.length / 2));
  return fitAnswer({ ...answer, samples }, maxBytes);
}
