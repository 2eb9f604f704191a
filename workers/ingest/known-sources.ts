import type { Clock } from "@/lib/clock";
import type { IngestKind } from "@/lib/contracts/kinds";
import { PermanentError } from "@/lib/errors";
import { getSource, type SourceRow } from "@/lib/storage/ingest/get-source";
import type { Database } from "@/lib/storage/prisma";
import { ExpiringCache } from "./expiring-cache";
import { createMapper, type Mapper } from "./map/map-records";

/** A change of a source's mapping counts for chunks that are taken up this long after it. */
const ttlMs = 3000;

/** The sources of the chunks, each with its compiled mappings, read again every few seconds. */
export class KnownSources {
  readonly #sources: ExpiringCache<SourceRow>;
  /** By the source row, since compiling is worth keeping only as long as the row that it is made of. */
  readonly #mappers = new WeakMap<SourceRow, Map<IngestKind, Mapper>>();

  constructor(
    readonly db: Database,
    clock: Clock,
  ) {
    this.#sources = new ExpiringCache(clock, ttlMs);
  }

  /** @throws PermanentError when there is no such source, or its settings cannot be used. */
  async get(sourceId: string, kind: IngestKind): Promise<{ source: SourceRow; mapper: Mapper }> {
    const source = await this.find(sourceId);
    const mappers = this.#mappers.get(source) ?? new Map<IngestKind, Mapper>();
    this.#mappers.set(source, mappers);
    const mapper = mappers.get(kind) ?? compileMapper(source, kind);
    mappers.set(kind, mapper);
    return { source, mapper };
  }

  /** @throws PermanentError when there is no such source. */
  async find(sourceId: string): Promise<SourceRow> {
    const known = this.#sources.get(sourceId);
    if (known) return known;
    const source = await getSource(this.db, sourceId);
    if (!source) throw new PermanentError(`there is no source "${sourceId}".`);
    this.#sources.set(sourceId, source);
    return source;
  }
}

/** @throws PermanentError when the settings cannot be used. */
export function compileMapper(source: SourceRow, kind: IngestKind): Mapper {
  try {
    return createMapper(source, kind);
  } catch (error) {
    throw new PermanentError(`the settings of the source cannot be used: ${(error as Error).message}`);
  }
}
