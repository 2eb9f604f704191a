import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import type { Mapping } from "@/lib/contracts/source";
import { PermanentError } from "@/lib/errors";
import type { SourceRow } from "@/lib/storage/ingest/get-source";
import { compileMapper, type KnownSources } from "@/workers/ingest/known-sources";
import type { Mapper } from "@/workers/ingest/map/map-records";

/** How the records of a source and kind are read for a replay. */
export interface Reading {
  source: SourceRow;
  mapper: Mapper;
}

/**
 * Makes the function that gives how rejects are to be read: as their source reads them now, but for what another
 * mapping says of their kind.
 */
export function createReading(
  sources: KnownSources,
  { sourceId, kind, mapping }: { sourceId: string; kind: string; mapping: Mapping | null | undefined },
): () => Promise<Reading> {
  const path = pathOf(kind);
  let latest: Reading | undefined;
  return async () => {
    const source = await sources.find(sourceId);
    if (latest?.source !== source) {
      const mapper = compileMapper({ ...source, mapping: { ...source.mapping, ...mapping } }, path);
      latest = { source, mapper };
    }
    return latest;
  };
}

/** @throws PermanentError */
function pathOf(kind: string): IngestKind {
  const parsed = ingestKindSchema.safeParse(kind);
  if (!parsed.success) throw new PermanentError(`there is no kind "${kind}" of records.`);
  return parsed.data;
}
