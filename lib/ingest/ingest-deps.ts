import type { NatsConnection } from "nats";
import { systemClock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { getConnection } from "@/lib/stream/connection";
import { IdempotencyStore } from "@/lib/stream/idempotency-store";
import { InFlightLimit } from "@/lib/stream/in-flight-limit";
import { maxRecordBytesOf, publishChunk } from "@/lib/stream/publish-chunk";
import type { IngestDeps } from "./accept";
import { UploadSlots } from "./upload-slots";

const connectBoundMs = 3_000;

/** Bounds of one process: with them, uploads hold some hundred megabytes at the very most. */
const uploads = new UploadSlots({ total: 128, perSource: 32 });
const inFlight = new InFlightLimit(256, 64 * 1024 * 1024);

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

/** What the door works with, on a given connection. */
export function ingestDepsOf(connection: NatsConnection): IngestDeps {
  return {
    publish: (header, payload) => publishChunk(connection, header, payload),
    idempotency: new IdempotencyStore(connection),
    uploads,
    inFlight,
    maxRecordBytes: maxRecordBytesOf(connection),
    now: () => systemClock.now(),
  };
}

let cached: { connection: NatsConnection; deps: IngestDeps } | undefined;

/** What the door of this process works with. */
export async function getIngestDeps(): Promise<IngestDeps> {
  const connection = await getOpenConnection();
  if (cached?.connection !== connection) cached = { connection, deps: ingestDepsOf(connection) };
  return cached.deps;
}
