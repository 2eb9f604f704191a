import { ErrorCode, type NatsConnection, NatsError } from "nats";
import { type ChunkHeader, chunkHeaderName, chunkHeaderSchema } from "@/lib/contracts/chunk";
import { retryTransient } from "./retry-transient";
import { ingestStream } from "./topology";

const lookUpBoundMs = 3_000;

/**
 * Finds the newest chunk of a batch that still waits in the stream, whatever its source and kind.
 * @returns undefined when none waits: all have been worked off, or there is no such batch
 * @throws AppError `unavailable`
 */
export async function getLastChunk(connection: NatsConnection, batchId: string): Promise<ChunkHeader | undefined> {
  // the id comes from outside and becomes a token of a subject
  if (!/^[\w-]{1,64}$/.test(batchId)) return undefined;
  const manager = await connection.jetstreamManager({ checkAPI: false, timeout: lookUpBoundMs });
  const query = { last_by_subj: `ingest.v1.*.*.${batchId}` };
  const message = await retryTransient(
    () => manager.streams.getMessage(ingestStream, query).catch(undefinedWhenNotFound),
    { boundMs: lookUpBoundMs },
  );
  if (!message) return undefined;
  return chunkHeaderSchema.parse(JSON.parse(message.header.get(chunkHeaderName)));
}

function undefinedWhenNotFound(error: unknown): undefined {
  const isNotFound =
    error instanceof NatsError && (error.api_error?.code === 404 || error.code === ErrorCode.JetStream404NoMessages);
  if (!isNotFound) throw error;
}
