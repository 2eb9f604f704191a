import { type ChunkHeader, chunkHeaderName, chunkHeaderSchema } from "@/lib/contracts/chunk";
import { PermanentError } from "@/lib/errors";
import { isDataRefused } from "@/lib/storage/sql-state";
import { backOffMs } from "@/workers/runtime/back-off";
import type { BatchMessage } from "@/workers/runtime/batch-message";
import { isInfrastructureFault } from "@/workers/runtime/is-infrastructure-fault";
import type { RoleContext } from "@/workers/runtime/role";
import { ack, type Settlement } from "@/workers/runtime/settlement";
import { readChunkText } from "./decode/chunk-text";
import type { Decoded } from "./decode/decoded";
import type { Decode } from "./decode-pool/decode-pool";
import { createChunkProcessor } from "./process-chunk";
import { createStageTools, type StageTools } from "./take-through";
import { refuseRecords } from "./understand";
import { type ChunkToWrite, writeChunk } from "./write/write-chunk";

/** A chunk that fails this often by itself, with database and NATS in order, fails always. */
const maxAttempts = 5;
/** The door cuts chunks of at most 100,000 records, so a header that says more is none of ours. */
const maxRecords = 200_000;

type IngestMessage = Pick<BatchMessage, "data" | "deliveryCount" | "header">;

/**
 * Makes the handler of chunk messages. A chunk is acknowledged once all its records are accounted for.
 * Faults of the database and of NATS are tried again for ever; a chunk that fails by itself leaves as
 * rejected records. A failure to write those is thrown, and the message comes again.
 */
export function createChunkHandler(
  context: RoleContext,
  decode: Decode,
  tools: StageTools = createStageTools(context),
): (message: IngestMessage) => Promise<Settlement> {
  const processChunk = createChunkProcessor(context, decode, tools);
  return async (message) => {
    const header = readHeader(message);
    if (!header) return { type: "terminate", why: "the message has no readable chunk header" };
    try {
      await processChunk(header, message.data);
      return ack;
    } catch (error) {
      const { batchId, chunkNo } = header;
      if (mayHelpToRetry(error, message.deliveryCount)) {
        const delayMs = backOffMs(message.deliveryCount);
        context.log.warn({ err: error, batchId, chunkNo, delayMs }, "chunk not written, it comes again");
        return { type: "retry", delayMs };
      }
      context.log.error({ err: error, batchId, chunkNo }, "chunk cannot be processed, its records are rejected");
      const records = await decode(header, message.data);
      await writeChunk(context.prisma, {
        ...refused(header, records, error),
        text: readChunkText(header, message.data),
      });
      return ack;
    }
  };
}

function mayHelpToRetry(error: unknown, deliveryCount: number): boolean {
  if (error instanceof PermanentError || isDataRefused(error)) return false;
  return isInfrastructureFault(error) || deliveryCount < maxAttempts;
}

function readHeader(message: IngestMessage): ChunkHeader | undefined {
  try {
    const header = chunkHeaderSchema.parse(JSON.parse(message.header(chunkHeaderName) ?? ""));
    return header.records <= maxRecords ? header : undefined;
  } catch {
    return undefined;
  }
}

/** The text of an unknown error never reaches a client. */
function refused(header: ChunkHeader, records: readonly Decoded[], error: unknown): ChunkToWrite {
  const why = error instanceof PermanentError ? error.message : "an internal error, which is in the log.";
  return {
    header,
    candidates: [],
    rejected: refuseRecords(records, why),
    created: { campaignIds: new Set(), creativeIds: new Set() },
    newestAt: new Map(),
  };
}
