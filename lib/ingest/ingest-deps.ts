import type { NatsConnection } from "nats";
import { systemClock } from "@/lib/clock";
import { getEnv } from "@/lib/config/env";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { AppError } from "@/lib/errors";
import { getConnection } from "@/lib/stream/connection";
import { IdempotencyStore } from "@/lib/stream/idempotency-store";
import { InFlightLimit } from "@/lib/stream/in-flight-limit";
import { maxRecordBytesOf, publishChunk } from "@/lib/stream/publish-chunk";
import { SourceRates } from "./rates/source-rates";
import { UploadSlots } from "./upload-slots";

const connectBoundMs = 3_000;

export interface IngestDeps {
  publish: (header: ChunkHeader, payload: Uint8Array) => Promise<void>;
  idempotency: IdempotencyStore;
  uploads: UploadSlots;
  inFlight: InFlightLimit;
  rates: SourceRates;
  /** Gives the text of a registered Avro schema by its fingerprint (16 hex digits, in message order). */
  findSchema: (fingerprint: string) => Promise<string | undefined>;
  /** The largest record that fits into a message. */
  maxRecordBytes: number;
  now: () => Date;
}

type Bounds = Pick<IngestDeps, "uploads" | "inFlight" | "rates">;

/** On the global object, since Next loads modules more than once: they are bounds of the process. */
const holder = globalThis as { advertisexDoor?: Bounds };

/**
 * An upload of ordinary records holds about a megabyte; one of the largest there may be, some 20 MB (the record that
 * comes, the chunk begun, the one held back and the one that waits), beside the window of its compression.
 */
function getBounds(): Bounds {
  holder.advertisexDoor ??= makeBounds();
  return holder.advertisexDoor;
}

function makeBounds(): Bounds {
  const { SOURCE_MAX_EVENTS_PER_SECOND: eventsPerSecond, SOURCE_MAX_BYTES_PER_SECOND: bytesPerSecond } = getEnv();
  return {
    uploads: new UploadSlots({ total: 128, perSource: 32 }),
    inFlight: new InFlightLimit(256, 64 * 1024 * 1024),
    rates: new SourceRates({ defaults: { eventsPerSecond, bytesPerSecond }, nowMs: () => performance.now() }),
  };
}

/**
 * Gives the connection of this process, which is waited for only briefly when it is not there yet.
 * @throws AppError `unavailable`
 */
export async function getOpenConnection(): Promise<NatsConnection> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new AppError(
      "unavailable",
      "The queue cannot be reached. Send the request again in a moment.",
      undefined,
      5,
    );
    timer = setTimeout(() => reject(error), connectBoundMs);
  });
  return Promise.race([getConnection(), late]).finally(() => clearTimeout(timer));
}

/**
 * What the door works with, on a given connection.
 * @param given.bounds those of the process without it
 */
export function ingestDepsOf(
  connection: NatsConnection,
  given: Pick<IngestDeps, "findSchema"> & { bounds?: Bounds },
): IngestDeps {
  return {
    ...(given.bounds ?? getBounds()),
    publish: (header, payload) => publishChunk(connection, header, payload),
    idempotency: new IdempotencyStore(connection),
    findSchema: given.findSchema,
    maxRecordBytes: maxRecordBytesOf(connection),
    now: () => systemClock.now(),
  };
}

let cached: { connection: NatsConnection; deps: IngestDeps } | undefined;

/** What the door of this process works with. */
export async function getIngestDeps(given: Pick<IngestDeps, "findSchema">): Promise<IngestDeps> {
  const connection = await getOpenConnection();
  if (cached?.connection !== connection) cached = { connection, deps: ingestDepsOf(connection, given) };
  return cached.deps;
}
