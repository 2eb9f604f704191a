import { ErrorCode, headers, type NatsConnection, NatsError } from "nats";
import { type ChunkHeader, chunkHeaderName, chunkMessageId, chunkSubject, maxRecordBytes } from "@/lib/contracts/chunk";
import { isConnected } from "./is-connected";
import { retryTransient } from "./retry-transient";
import { ingestStream } from "./topology";

const publishBoundMs = 10_000;
const attemptTimeoutMs = 2_000;

/** What a message needs beside its record: NATS headers, frames, a CSV header line. */
const messageOverheadBytes = 64 * 1024;

/**
 * Publishes a chunk and waits until JetStream has it. Every attempt carries the same message id,
 * so an attempt whose answer was lost does no harm.
 * @param options.boundMs how long to try; 10 seconds without it
 * @throws AppError `unavailable` when JetStream did not take it in time; the first chunk of a batch
 *   does not wait for room in a full stream, later ones do
 */
export async function publishChunk(
  connection: NatsConnection,
  header: ChunkHeader,
  payload: Uint8Array,
  options: { boundMs?: number } = {},
): Promise<void> {
  const jetstream = connection.jetstream();
  const natsHeaders = headers();
  natsHeaders.set(chunkHeaderName, JSON.stringify(header));
  await retryTransient(
    async (leftMs) => {
      if (!isConnected(connection)) throw NatsError.errorForCode(ErrorCode.Disconnect);
      return jetstream.publish(chunkSubject(header), payload, {
        msgID: chunkMessageId(header),
        headers: natsHeaders,
        timeout: Math.min(leftMs, attemptTimeoutMs),
        expect: { streamName: ingestStream },
      });
    },
    { boundMs: options.boundMs ?? publishBoundMs, waitWhenFull: header.chunkNo > 0 },
  );
}

/** The largest record that fits into a message of this server. */
export function maxRecordBytesOf(connection: NatsConnection): number {
  const maxPayload = connection.info?.max_payload ?? 1024 * 1024;
  return Math.min(maxRecordBytes, maxPayload - messageOverheadBytes);
}
