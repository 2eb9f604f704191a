import { ErrorCode, type JetStreamManager, type NatsConnection, NatsError } from "nats";
import { type ChunkHeader, chunkHeaderName, chunkHeaderSchema, chunkSubject } from "@/lib/contracts/chunk";
import type { IngestKind } from "@/lib/contracts/kinds";
import { retryTransient } from "./retry-transient";
import { ingestStream } from "./topology";

const lookUpBoundMs = 3_000;

/** Which subjects a batch may stand under. */
export interface BatchPlaces {
  batchId: string;
  sourceIds: readonly string[];
  kinds: readonly IngestKind[];
}

/**
 * Finds the newest chunk of a batch that still waits in the stream. Every possible subject is asked
 * for by its full name: that takes the server 1 ms, while a wildcard makes it walk the whole backlog
 * (300 ms for 300,000 messages), with the stream held.
 * @returns undefined when none waits: all have been worked off, or there is no such batch
 * @throws AppError `unavailable`
 */
export async function getLastChunk(connection: NatsConnection, places: BatchPlaces): Promise<ChunkHeader | undefined> {
  const { batchId, sourceIds, kinds } = places;
  // the id comes from outside and becomes a token of a subject
  if (!/^[\w-]{1,64}$/.test(batchId)) return undefined;
  const manager = await connection.jetstreamManager({ checkAPI: false, timeout: lookUpBoundMs });
  const subjects = sourceIds.flatMap((sourceId) => kinds.map((kind) => chunkSubject({ batchId, sourceId, kind })));
  const found = await Promise.all(subjects.map((subject) => getLastOf(manager, subject)));
  return found.find((header) => header !== undefined);
}

async function getLastOf(manager: JetStreamManager, subject: string): Promise<ChunkHeader | undefined> {
  const message = await retryTransient(
    () => manager.streams.getMessage(ingestStream, { last_by_subj: subject }).catch(undefinedWhenNotFound),
    { boundMs: lookUpBoundMs },
  );
  return message ? chunkHeaderSchema.parse(JSON.parse(message.header.get(chunkHeaderName))) : undefined;
}

function undefinedWhenNotFound(error: unknown): undefined {
  const isNotFound =
    error instanceof NatsError && (error.api_error?.code === 404 || error.code === ErrorCode.JetStream404NoMessages);
  if (!isNotFound) throw error;
}
