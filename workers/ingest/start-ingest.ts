import { ingestStream } from "@/lib/stream/topology";
import { consumeBatches } from "@/workers/runtime/consume-batches";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { createChunkHandler } from "./consumer";

/** One chunk is decoded while another waits for the database. */
const concurrency = 2;

/** Starts role `ingest`: every chunk of the stream is written once and accounted for. */
export async function startIngest(context: RoleContext): Promise<Role> {
  const consumer = consumeBatches(context, {
    stream: ingestStream,
    durable: "ingest",
    ackWaitMs: 60_000,
    maxAckPending: 64,
    concurrency,
    handle: createChunkHandler(context),
  });
  return { name: "ingest", stop: () => consumer.stop() };
}
