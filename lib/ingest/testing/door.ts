import type { JetStreamManager, NatsConnection } from "nats";
import { type ChunkHeader, chunkHeaderName, chunkHeaderSchema } from "@/lib/contracts/chunk";
import { decodeFrames } from "@/lib/contracts/frames";
import { accept } from "@/lib/ingest/accept";
import { type IngestDeps, ingestDepsOf } from "@/lib/ingest/ingest-deps";
import type { IngestRequest } from "@/lib/ingest/ingest-request";
import { SourceRates } from "@/lib/ingest/rates/source-rates";
import { UploadSlots } from "@/lib/ingest/upload-slots";
import { openConnection } from "@/lib/stream/connection";
import { InFlightLimit } from "@/lib/stream/in-flight-limit";
import { ensureTopology, ingestStream } from "@/lib/stream/topology";
import { latin1 } from "./cut-body";

export const streamBytes = 256 * 1024 * 1024;

export interface PublishedChunk {
  header: ChunkHeader;
  messageId: string;
  payload: Uint8Array;
}

/** A door on a real server, with a stream that is empty at first. */
export interface Door {
  connection: NatsConnection;
  manager: JetStreamManager;
  deps: IngestDeps;
  /** Takes a body in as impressions in JSON of source `s1`, unless told otherwise. */
  send(body: BodyLike, request?: Partial<IngestRequest>, deps?: Partial<IngestDeps>): ReturnType<typeof accept>;
  /** What stands in the stream, in the order of chunks. */
  published(): Promise<PublishedChunk[]>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export type BodyLike = string | Uint8Array | ReadableStream<Uint8Array>;

/** Opens a door on the server that `NATS_URL` names. */
export async function openDoor(url: string): Promise<Door> {
  const connection = await openConnection("door tests", url);
  await ensureTopology(connection, { maxIngestBytes: streamBytes });
  const manager = await connection.jetstreamManager();
  const defaults = { eventsPerSecond: 1e9, bytesPerSecond: 1e12 };
  const rates = new SourceRates({ defaults, nowMs: () => performance.now() });
  const uploads = new UploadSlots({ total: 128, perSource: 32 });
  const bounds = { rates, uploads, inFlight: new InFlightLimit(256, 64 * 1024 * 1024) };
  const deps = ingestDepsOf(connection, { findSchema: async () => undefined, bounds });
  await manager.streams.purge(ingestStream);
  return {
    connection,
    manager,
    deps,
    send: (body, request, others) => accept({ ...requestOf(body), ...request }, { ...deps, ...others }),
    published: () => readStream(manager),
    empty: async () => {
      await manager.streams.purge(ingestStream);
    },
    close: () => connection.close(),
  };
}

function requestOf(body: BodyLike): IngestRequest {
  return {
    kind: "impressions",
    sourceId: "s1",
    contentType: "application/json",
    contentEncoding: null,
    contentLength: null,
    idempotencyKey: null,
    body: body instanceof ReadableStream ? body : streamOf([body]),
    signal: new AbortController().signal,
  };
}

/** A body that comes in these pieces, and fails at its end when told to. */
export function streamOf(pieces: readonly (string | Uint8Array)[], failure?: Error): ReadableStream<Uint8Array> {
  const rest = pieces.values();
  return new ReadableStream({
    pull(controller) {
      const next = rest.next();
      if (!next.done) controller.enqueue(typeof next.value === "string" ? Buffer.from(next.value) : next.value);
      else if (failure) controller.error(failure);
      else controller.close();
    },
  });
}

async function readStream(manager: JetStreamManager): Promise<PublishedChunk[]> {
  const { state } = await manager.streams.info(ingestStream);
  const chunks: PublishedChunk[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq += 1) {
    const message = await manager.streams.getMessage(ingestStream, { seq });
    const header = chunkHeaderSchema.parse(JSON.parse(message.header.get(chunkHeaderName)));
    chunks.push({ header, messageId: message.header.get("Nats-Msg-Id"), payload: message.data });
  }
  return chunks.sort((one, other) => one.header.chunkNo - other.header.chunkNo);
}

/** The records of JSON and CSV chunks as text, a CSV chunk's header line first. */
export function recordsOf(chunk: PublishedChunk): string[] {
  return decodeFrames(chunk.payload).map(latin1);
}
