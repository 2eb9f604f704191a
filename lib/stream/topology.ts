import {
  DiscardPolicy,
  type JetStreamManager,
  type NatsConnection,
  nanos,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from "nats";
import { maxRecordBytes } from "@/lib/contracts/chunk";

/**
 * The streams and the bucket. Names carry a version: a stream is never made again under an old
 * name, since a 2.9 cluster can lose acknowledged messages then.
 */
export const ingestStream = "INGEST_V1";
export const correlateStream = "CORRELATE_V1";
export const trafficStream = "TRAFFIC_V1";
export const notifyStream = "NOTIFY_V1";
export const idempotencyBucket = "idempotency_v1";

/** How long a batch's idempotency key is remembered, unless more is remembered than the bucket holds. */
export const idempotencyTtlMs = 7 * 86_400_000;
const maxIdempotencyBytes = 2 * 1024 ** 3;

const duplicateWindowMs = 10 * 60_000;

type StreamSettings = Pick<StreamConfig, "name" | "subjects"> & Partial<StreamConfig>;

function streams(maxIngestBytes: number): StreamSettings[] {
  const workQueue = {
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    duplicate_window: nanos(duplicateWindowMs),
  };
  return [
    {
      ...workQueue,
      name: ingestStream,
      subjects: ["ingest.v1.>"],
      max_bytes: maxIngestBytes,
      // room for the headers and for an Avro file header in front of the record
      max_msg_size: maxRecordBytes + 1024 * 1024,
    },
    { ...workQueue, name: correlateStream, subjects: ["correlate.v1.>"], max_bytes: 1024 ** 3 },
    { ...workQueue, name: trafficStream, subjects: ["traffic.v1.>"], max_bytes: 1024 ** 3 },
    { ...workQueue, name: notifyStream, subjects: ["notify.v1.>"], max_bytes: 64 * 1024 ** 2 },
  ];
}

/**
 * The stream under the bucket: as the client makes it, but bounded, and when it is full it forgets
 * the oldest entry instead of refusing a new one.
 */
function bucketStream(maxBytes: number): StreamSettings {
  return {
    name: `KV_${idempotencyBucket}`,
    subjects: [`$KV.${idempotencyBucket}.>`],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_bytes: maxBytes,
    max_age: nanos(idempotencyTtlMs),
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    allow_direct: true,
  };
}

/**
 * Makes the streams that are missing and brings those that exist to these settings.
 * Safe to call from every process at its start, at the same time too.
 * @param options.maxIdempotencyBytes what the idempotency bucket holds; 2 GiB without it
 */
export async function ensureTopology(
  connection: NatsConnection,
  options: { maxIngestBytes: number; maxIdempotencyBytes?: number },
): Promise<void> {
  const manager = await connection.jetstreamManager();
  const bucket = bucketStream(options.maxIdempotencyBytes ?? maxIdempotencyBytes);
  for (const settings of [...streams(options.maxIngestBytes), bucket]) await ensureStream(manager, settings);
}

async function ensureStream(manager: JetStreamManager, settings: StreamSettings): Promise<void> {
  const exists = await manager.streams.info(settings.name).then(
    () => true,
    (error: { api_error?: { code: number } }) => {
      if (error.api_error?.code === 404) return false;
      throw error;
    },
  );
  if (exists) await manager.streams.update(settings.name, settings);
  else await manager.streams.add(settings);
}
