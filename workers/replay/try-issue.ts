import { previewRecords } from "@/lib/contracts/preview";
import type { ReplayAnswer } from "@/lib/contracts/replay";
import type { Mapping } from "@/lib/contracts/source";
import { AppError, PermanentError } from "@/lib/errors";
import { findIssue, type IssueFacts } from "@/lib/storage/replay/find-issue";
import { listNewestRejects, type RejectPlace } from "@/lib/storage/replay/list-newest-rejects";
import type { Decode } from "@/workers/ingest/decode-pool/decode-pool";
import { KnownRates } from "@/workers/ingest/known-rates";
import { KnownSources } from "@/workers/ingest/known-sources";
import { toPreview } from "@/workers/ingest/preview/to-preview";
import type { StageTools } from "@/workers/ingest/take-through";
import type { RoleContext } from "@/workers/runtime/role";
import { createReading } from "./create-reading";
import { judgeCandidates } from "./judge-candidates";
import { linesOf } from "./take-slice";
import { TrialReferences } from "./trial-references";
import { emptyTrial, type Trial, tryPlaces } from "./try-places";

const maxRecords = 5000;
const maxBytes = 32 * 1024 * 1024;
const sliceRecords = 500;
/** Who asks waits for 5 seconds. */
const boundMs = 3000;

type Context = Pick<RoleContext, "prisma" | "clock">;

/**
 * Makes the function that tells what would become of an issue's records: the newest go through all stages and are
 * compared with the ids that are taken, as far as 5,000 of them, 32 MB and three seconds reach. Nothing is written.
 */
export function createIssueTrial({ prisma, clock }: Context, decode: Decode, stageTools: StageTools) {
  return async ({ issueId, mapping }: { issueId: string; mapping?: Mapping }): Promise<ReplayAnswer> => {
    const issue = await findIssue(prisma, issueId);
    if (!issue) throw new AppError("not_found", "There is no issue with this id; GET /api/quality/issues lists them.");
    const fresh = { references: new TrialReferences(prisma, clock), rates: new KnownRates(prisma, clock) };
    const tools = { ...stageTools, ...fresh };
    const reading = readingOf(createReading(new KnownSources(prisma, clock), { ...issue, mapping }));
    const places = withinBytes(await listNewestRejects(prisma, issueId, maxRecords));
    const trial = emptyTrial();
    const end = performance.now() + boundMs;
    for (let at = 0; at < places.length && (at === 0 || performance.now() < end); at += sliceRecords) {
      const slice = places.slice(at, at + sliceRecords);
      await tryPlaces({ prisma, decode, tools, reading }, slice, { trial, issue });
    }
    await judgeCandidates(prisma, trial);
    return toAnswer(issue, trial);
  };
}

/** What cannot be replayed at all is no matter of its records. */
function readingOf(reading: ReturnType<typeof createReading>): typeof reading {
  return async () => {
    try {
      return await reading();
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      throw new AppError("conflict", `The records cannot be read: ${error.message}`);
    }
  };
}

function withinBytes(places: readonly RejectPlace[]): RejectPlace[] {
  let bytes = 0;
  return places.filter((place, index) => {
    bytes += place.bytes;
    return index === 0 || bytes <= maxBytes;
  });
}

function toAnswer(issue: IssueFacts, trial: Trial): ReplayAnswer {
  const { decoded, mapped, passed, rejected } = trial;
  const reasons = new Map<string, ReplayAnswer["reasons"][number]>();
  for (const { reason, field } of rejected) {
    const key = `${reason} ${field}`;
    const known = reasons.get(key) ?? { reason, field, count: 0 };
    reasons.set(key, { ...known, count: known.count + 1 });
  }
  const shown = { decoded: decoded.slice(0, previewRecords), mapped, passed, rejected };
  const text = { ...linesOf(trial.kept), header: () => null };
  const { records } = toPreview({ sourceId: issue.sourceId, kind: "impressions" }, { ...shown, text }, true);
  return {
    replayId: null,
    records: Math.max(issue.count, trial.decoded.length),
    examined: trial.decoded.length,
    wouldAccept: passed.length,
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
    samples: records,
  };
}
