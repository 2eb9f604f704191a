import { getConnection } from "@/lib/stream/connection";
import { correlateStream, ingestStream, notifyStream } from "@/lib/stream/topology";

const timeoutMs = 1_500;

export interface StreamDepth {
  stream: string;
  /** Messages that are not settled yet. */
  messages: number;
  bytes: number;
}

/**
 * How much waits in each stream.
 * @throws NatsError when JetStream does not answer in time or a stream is missing
 */
export async function listStreamDepths(connecting = getConnection()): Promise<StreamDepth[]> {
  const connection = await connecting;
  const manager = await connection.jetstreamManager({ timeout: timeoutMs, checkAPI: false });
  return Promise.all(
    [ingestStream, correlateStream, notifyStream].map(async (stream) => {
      const { state } = await manager.streams.info(stream);
      return { stream, messages: state.messages, bytes: state.bytes };
    }),
  );
}
