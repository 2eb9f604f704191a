import { type ChunkHeader, chunkHeaderName, chunkHeaderSchema } from "@/lib/contracts/chunk";
import { PermanentError } from "@/lib/errors";
import { isDataRefused } from "@/lib/storage/sql-state";
import { backOffMs } from "@/workers/runtime/back-off";
import type { BatchMessage } from "@/workers/runtime/batch-message";
import type { RoleContext } from "@/workers/runtime/role";
import { ack, type Settlement } from "@/workers/runtime/settlement";
import { identify } from "./deduplicate/identify";
import { referencesOf } from "./enrich/catalogue";
import { enrichEvents } from "./enrich/enrich-events";
import { createUserHash } from "./enrich/hash-user";
import { isInfrastructureFault } from "./is-infrastructure-fault";
import { KnownReferences } from "./known-references";
import { KnownSources } from "./known-sources";
import { publishTouched } from "./publish-touched";
import { refuseChunk, understand } from "./understand";
import { newestOf } from "./write/accounts-of";
import { type ChunkToWrite, writeChunk } from "./write/write-chunk";

/** A chunk that fails this often by itself, with database and NATS in order, fails always. */
const maxAttempts = 5;
/** The door cuts chunks of at most 100,000 records, so a header that says more is none of ours. */
const maxRecords = 200_000;

type IngestMessage = Pick<BatchMessage, "data" | "deliveryCount" | "header" | "subject">;

/**
 * Makes the handler of chunk messages: decode → map → validate → filter → enrich → deduplicate → write,
 * then the touched pairs for role `correlate`, then the acknowledgement. Faults of the database and of
 * NATS are tried again for ever; a chunk that fails by itself leaves as rejected records.
 */
export function createChunkHandler(context: RoleContext): (message: IngestMessage) => Promise<Settlement> {
  const { prisma, nats, log, clock, env } = context;
  const sources = new KnownSources(prisma, clock);
  const references = new KnownReferences(prisma, clock);
  const hashUser = createUserHash(env.APP_SECRET);

  const process = async (header: ChunkHeader, bytes: Uint8Array): Promise<void> => {
    const { source, mapper } = await sources.get(header.sourceId, header.kind);
    const understood = understand(header, bytes, { mapper, retentionDays: env.RETENTION_DAYS });
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
    });
    await publishTouched(nats, header, written.redelivered ? candidates : written.stored);
  };

  return async (message) => {
    const header = readHeader(message);
    if (!header) return { type: "terminate", why: "the message has no readable chunk header" };
    try {
      await process(header, message.data);
      return ack;
    } catch (error) {
      const { batchId, chunkNo } = header;
      const retry: Settlement = { type: "retry", delayMs: backOffMs(message.deliveryCount) };
      const isPermanent = error instanceof PermanentError || isDataRefused(error);
      if (!isPermanent && (isInfrastructureFault(error) || message.deliveryCount < maxAttempts)) {
        log.warn({ err: error, batchId, chunkNo, delayMs: retry.delayMs }, "chunk not written, it comes again");
        return retry;
      }
      log.error({ err: error, batchId, chunkNo }, "chunk cannot be processed, its records are kept as rejected");
      const why = error instanceof PermanentError ? error.message : "an internal error, which is in the log.";
      await writeChunk(prisma, refused(header, message.data, why));
      return ack;
    }
  };
}

function readHeader(message: IngestMessage): ChunkHeader | undefined {
  try {
    const header = chunkHeaderSchema.parse(JSON.parse(message.header(chunkHeaderName) ?? ""));
    return header.records <= maxRecords ? header : undefined;
  } catch {
    return undefined;
  }
}

function refused(header: ChunkHeader, bytes: Uint8Array, why: string): ChunkToWrite {
  return {
    header,
    candidates: [],
    rejected: refuseChunk(header, bytes, why),
    created: { campaignIds: new Set(), creativeIds: new Set() },
    newestAt: new Map(),
  };
}
