import type { ChunkHeader } from "@/lib/contracts/chunk";
import type { RoleContext } from "@/workers/runtime/role";
import { readChunkText } from "./decode/chunk-text";
import type { Decode } from "./decode-pool/decode-pool";
import { identify } from "./deduplicate/identify";
import { referencesOf } from "./enrich/catalogue";
import { enrichEvents } from "./enrich/enrich-events";
import { createUserHash } from "./hash-user";
import { KnownReferences } from "./known-references";
import { KnownSources } from "./known-sources";
import { publishTouched } from "./publish-touched";
import { understand } from "./understand";
import { newestOf } from "./write/accounts-of";
import { writeChunk } from "./write/write-chunk";

type Context = Pick<RoleContext, "prisma" | "nats" | "clock" | "env">;

/**
 * Makes the function that takes a chunk through all stages: decode → map → validate → filter (all in
 * {@link understand}) → enrich → deduplicate → write, and then has role `correlate` look at what it
 * touched. A chunk that was written before is only published again.
 */
export function createChunkProcessor({ prisma, nats, clock, env }: Context, decode: Decode) {
  const sources = new KnownSources(prisma, clock);
  const references = new KnownReferences(prisma, clock);
  const hashUser = createUserHash(env.APP_SECRET);

  return async (header: ChunkHeader, bytes: Uint8Array): Promise<void> => {
    const { source, mapper } = await sources.get(header.sourceId, header.kind);
    const understood = understand(await decode(header, bytes), {
      mapper,
      receivedAt: Date.parse(header.receivedAt),
      retentionDays: env.RETENTION_DAYS,
    });
    const catalogue = await references.snapshot(referencesOf(understood.passed));
    const { unknownReferences } = source;
    const enriched = enrichEvents(understood.passed, { catalogue, unknownReferences, hashUser });
    const candidates = identify(enriched.passed);
    const written = await writeChunk(prisma, {
      header,
      candidates,
      rejected: [...understood.rejected, ...enriched.rejected],
      created: enriched.created,
      newestAt: newestOf(understood.passed),
      text: readChunkText(header, bytes),
    });
    await publishTouched(nats, header, written.redelivered ? candidates : written.stored);
  };
}
