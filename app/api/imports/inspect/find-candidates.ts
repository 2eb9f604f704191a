import { ingestKindSchema } from "@/lib/contracts/kinds";
import type { Inspection, Preview } from "@/lib/contracts/preview";
import { AppError } from "@/lib/errors";
import { askPreview } from "@/lib/ingest/inspect/ask-preview";
import type { InspectedSample } from "@/lib/ingest/inspect/inspect-sample";
import { rankCandidates } from "@/lib/ingest/inspect/rank-candidates";
import { listFileNames } from "@/lib/read-models/batches/list-file-names";
import { listLikelySources } from "@/lib/read-models/batches/list-likely-sources";
import type { EverySourceScope } from "@/lib/scope";

const maxSources = 40;

/**
 * Finds out which source and kind a sample may be of: each is tried on its records.
 * @param fileName breaks ties; null when it is not known
 */
export async function findCandidates(
  scope: EverySourceScope,
  { cut, fields }: InspectedSample,
  fileName: string | null,
): Promise<Inspection["candidates"]> {
  const [sources, earlier] = await Promise.all([listLikelySources(scope, maxSources), listFileNames(scope)]);
  const tried = sources.flatMap(({ id }) => ingestKindSchema.options.map((kind) => ({ sourceId: id, kind })));
  if (!cut || tried.length === 0) return [];
  const previews = await askPreview(cut, { candidates: tried, withRecords: false }).catch((error: unknown) =>
    untried(error, tried),
  );
  const sourceNames = new Map(sources.map(({ id, name }) => [id, name]));
  return rankCandidates(previews, sourceNames, { fileName, fields, earlier });
}

/** Without an answer there still are the files that came before, and what the file is stands in any case. */
function untried(error: unknown, candidates: readonly Pick<Preview, "sourceId" | "kind">[]): Preview[] {
  if (!(error instanceof AppError)) throw error;
  return candidates.map((candidate) => ({ ...candidate, accepted: 0, rejected: 0, records: [] }));
}
