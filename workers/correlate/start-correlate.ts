import { type CorrelateMessage, correlateMessageSchema } from "@/lib/contracts/correlate";
import { namedCampaigns } from "@/lib/contracts/live";
import { tellChanged } from "@/lib/stream/live-hints";
import { correlateStream } from "@/lib/stream/topology";
import type { BatchMessage } from "@/workers/runtime/batch-message";
import { consumeBatches } from "@/workers/runtime/consume-batches";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import { keptFrom } from "@/workers/runtime/kept-from";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { ack, type Settlement } from "@/workers/runtime/settlement";
import { runBidMatchJobs } from "./bids/run-bid-match-jobs";
import { coalesce } from "./coalesce";
import { correlatePairs } from "./correlate-pairs";
import { runJobs } from "./jobs/run-jobs";

/**
 * Role `correlate`: works out again what every chunk touched. Any number of processes may run it; the
 * locks of the partitions keep them apart. One of them also works off what changes of the catalogue made necessary.
 */
export async function startCorrelate(context: RoleContext): Promise<Role> {
  await drainOutbox(context).catch((error: unknown) => context.log.warn({ err: error }, "outbox not drained yet"));
  const correlate = coalesce(async (message) => {
    if (await correlatePairs(context.prisma, message, undefined, keptFrom(context))) await drainOutbox(context);
    const campaigns = namedCampaigns(message.pairs.map(({ campaignId }) => campaignId));
    tellChanged(context.nats, { campaigns, what: ["conversions"] });
  });
  const consumer = consumeBatches(context, {
    stream: correlateStream,
    durable: "correlate",
    ackWaitMs: 60_000,
    maxAckPending: 512,
    concurrency: 32,
    prefetch: 32,
    handle: (message) => handle(correlate, message),
  });
  const jobs = [runJobs(context), runBidMatchJobs(context)];
  return {
    name: "correlate",
    stop: async () => {
      await Promise.all([consumer.stop(), ...jobs.map((each) => each.stop())]);
    },
  };
}

async function handle(
  correlate: (message: CorrelateMessage) => Promise<void>,
  message: BatchMessage,
): Promise<Settlement> {
  const parsed = correlateMessageSchema.safeParse(read(message.data));
  if (!parsed.success) return { type: "terminate", why: parsed.error.message };
  await correlate(parsed.data);
  return ack;
}

function read(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}
