import { setImmediate as nextTurn } from "node:timers/promises";
import type { Preview, PreviewAnswer, PreviewCandidate, PreviewQuestion } from "@/lib/contracts/preview";
import { PermanentError } from "@/lib/errors";
import type { RoleContext } from "@/workers/runtime/role";
import { readChunkText } from "./decode/chunk-text";
import type { Decoded } from "./decode/decoded";
import type { Decode } from "./decode-pool/decode-pool";
import { compileMapper, KnownSources } from "./known-sources";
import { sampleHeader } from "./preview/sample-header";
import { toPreview } from "./preview/to-preview";
import { createStageTools, type StageTools, takeThrough } from "./take-through";
import { refuseRecords } from "./understand";

/** Records times candidates: some tenths of a second of work. */
const maxTrials = 20_000;
const maxSampleRecords = 500;

type Context = Pick<RoleContext, "prisma" | "clock" | "env">;

/**
 * Makes the function that tells what would become of a sample, for each source and kind that it may be
 * of: it takes the records through all stages in front of the database, and writes nothing. Of many
 * records only the first are tried, at most 500, fewer with many candidates; the counts are of those.
 * What has no source, or a mapping that cannot be used, is rejected as `unprocessable`, as its chunks would be.
 */
export function createSampleTrial(context: Context, decode: Decode, tools: StageTools = createStageTools(context)) {
  const { prisma, clock } = context;
  const sources = new KnownSources(prisma, clock);

  const tryCandidate = async (candidate: PreviewCandidate, decoded: readonly Decoded[], receivedAt: number) => {
    const own = await sources.find(candidate.sourceId);
    const mapping = candidate.mapping ? { ...own.mapping, ...candidate.mapping } : own.mapping;
    const mapper = compileMapper({ ...own, mapping }, candidate.kind);
    const { mapped, candidates, rejected } = await takeThrough(tools, decoded, { source: own, mapper, receivedAt });
    return { decoded, mapped, passed: candidates, rejected };
  };

  return async (question: PreviewQuestion, bytes: Uint8Array): Promise<PreviewAnswer> => {
    const now = clock.now();
    const most = Math.min(maxSampleRecords, Math.ceil(maxTrials / question.candidates.length));
    const header = sampleHeader(question, now);
    const decoded = (await decode(header, bytes)).slice(0, most);
    const text = readChunkText(header, bytes);
    const previews: Preview[] = [];
    for (const candidate of question.candidates) {
      const tried = await tryCandidate(candidate, decoded, now.getTime()).catch((error) => {
        if (!(error instanceof PermanentError)) throw error;
        return { decoded, mapped: [], passed: [], rejected: refuseRecords(decoded, error.message) };
      });
      previews.push(toPreview(candidate, { ...tried, text }, question.withRecords));
      await nextTurn();
    }
    return { previews };
  };
}
