import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import type { Arrival } from "../plain/settle";
import type { Random } from "../world/random";
import type { Path, Sent } from "../world/sent";
import { csvHeader } from "../world/write-record";
import { avroFile } from "./avro-file";

/** Publishes a chunk and waits until role ingest has worked it off. */
type Send = (header: ChunkHeader, bytes: Uint8Array) => Promise<void>;

const maxRecords = 500;
const maxChunks = 8;

/** What was sent, in the order in which it was worked on, and how many records each batch has. */
export interface Delivered {
  arrivals: Arrival[];
  batches: Map<string, number>;
}

/**
 * Hands records to role ingest in their order, cut into chunks and batches of random sizes, each chunk after
 * the one before: some of them twice, as a redelivery.
 */
export async function deliver(
  records: readonly Sent[],
  send: Send,
  { random, name, receivedAt }: { random: Random; name: string; receivedAt: string },
): Promise<Delivered> {
  const delivered: Delivered = { arrivals: [], batches: new Map() };
  const open = new Map<
    string,
    { path: Path; batchId: string; chunkNo: number; chunks: number; size: number; sent: Sent[] }
  >();
  const begin = (path: Path, source: string) => {
    const batchId = `${name}-${path}-${delivered.batches.size}`;
    delivered.batches.set(batchId, 0);
    const batch = { path, batchId, chunkNo: 0, chunks: 1 + random.below(maxChunks), size: sizeOf(random), sent: [] };
    open.set(source, batch);
    return batch;
  };
  const close = async (source: string, isLast: boolean) => {
    const batch = open.get(source);
    if (!batch) return;
    const { path } = batch;
    const before = delivered.batches.get(batch.batchId) ?? 0;
    batch.sent.forEach((sent, index) => {
      delivered.arrivals.push({ sent, batchId: batch.batchId, record: before + index + 1 });
    });
    const total = before + batch.sent.length;
    delivered.batches.set(batch.batchId, total);
    const header: ChunkHeader = {
      batchId: batch.batchId,
      sourceId: source,
      kind: path,
      format: path === "impressions" ? "json" : path === "interactions" ? "csv" : "avro",
      chunkNo: batch.chunkNo,
      firstRecord: before + 1,
      records: batch.sent.length,
      receivedAt,
      ...(isLast ? { totals: { chunks: batch.chunkNo + 1, records: total, bytes: 1 } } : {}),
    };
    const bytes = bytesOf(path, batch.sent);
    for (let turn = random.chance(0.02) ? 2 : 1; turn > 0; turn -= 1) await send(header, bytes);
    if (isLast) open.delete(source);
    else open.set(source, { ...batch, chunkNo: batch.chunkNo + 1, size: sizeOf(random), sent: [] });
  };
  for (const sent of records) {
    const source = sent.source ?? `oracle-${sent.path}`;
    const batch = open.get(source) ?? begin(sent.path, source);
    batch.sent.push(sent);
    if (batch.sent.length === batch.size) await close(source, batch.chunkNo + 1 === batch.chunks);
  }
  for (const source of [...open.keys()]) await close(source, true);
  return delivered;
}

/** Mostly whole chunks, sometimes a single record. */
function sizeOf(random: Random): number {
  return random.chance(0.1) ? 1 + random.below(3) : 1 + random.below(maxRecords);
}

function bytesOf(path: Path, sent: readonly Sent[]): Uint8Array {
  const texts = sent.map(({ text }) => text);
  if (path === "bid-requests") return avroFile(texts);
  const lines = path === "interactions" ? [csvHeader, ...texts] : texts;
  return encodeFrames(lines.map((line) => new TextEncoder().encode(line)));
}
