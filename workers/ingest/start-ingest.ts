import { ingestStream } from "@/lib/stream/topology";
import { consumeBatches } from "@/workers/runtime/consume-batches";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { answerPreviews } from "./answer-previews";
import { answerProposals } from "./answer-proposals";
import { createChunkHandler } from "./consumer";
import { DecodePool } from "./decode-pool/decode-pool";
import { createProposer } from "./propose-sample";
import { createStageTools } from "./take-through";
import { createSampleTrial } from "./try-sample";

/** One chunk is decoded while another waits for the database. */
const concurrency = 2;

/** Starts role `ingest`: every chunk of the stream is written once and accounted for, and samples are tried. */
export async function startIngest(context: RoleContext): Promise<Role> {
  const pool = new DecodePool();
  const tools = createStageTools(context);
  // a release without its lists must not take in a single chunk
  await tools.lists();
  const consumer = consumeBatches(context, {
    stream: ingestStream,
    durable: "ingest",
    ackWaitMs: 60_000,
    maxAckPending: 64,
    concurrency,
    handle: createChunkHandler(context, pool.decode, tools),
  });
  const previews = answerPreviews(context, createSampleTrial(context, pool.decode, tools));
  const proposals = answerProposals(context, createProposer(context, pool.decode));
  return {
    name: "ingest",
    stop: async () => {
      await Promise.all([consumer.stop(), previews.stop(), proposals.stop()]);
      await pool.stop();
    },
  };
}
