import { type TrafficMessage, trafficMessageSchema } from "@/lib/contracts/traffic-message";
import { trafficStream } from "@/lib/stream/topology";
import type { BatchMessage } from "@/workers/runtime/batch-message";
import { consumeBatches } from "@/workers/runtime/consume-batches";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { ack, type Settlement } from "@/workers/runtime/settlement";
import { gatherMessages } from "./gather-messages";
import { judgeTouched } from "./judge-touched";
import { runJobs } from "./run-jobs";

/**
 * Role `traffic`: judges by the rules over several events what every chunk touched, and works out again what
 * a changed rule may change. Any number of processes may run it; a lock keeps them apart.
 */
export async function startTraffic(context: RoleContext): Promise<Role> {
  const stopping = new AbortController();
  const judge = gatherMessages((message) => judgeAndTell(context, message), stopping.signal);
  await drainOutbox(context).catch((error: unknown) => context.log.warn({ err: error }, "outbox not drained yet"));
  const consumer = consumeBatches(context, {
    stream: trafficStream,
    durable: "traffic",
    ackWaitMs: 60_000,
    maxAckPending: 512,
    // they wait for each other: all that are here are judged together
    concurrency: 256,
    prefetch: 64,
    handle: (message, signal) => handle(judge, message, signal),
  });
  const jobs = runJobs(context);
  return {
    name: "traffic",
    stop: async () => {
      stopping.abort();
      await Promise.all([consumer.stop(), jobs.stop()]);
    },
  };
}

async function judgeAndTell(context: RoleContext, message: TrafficMessage): Promise<void> {
  const startedAt = performance.now();
  const changed = await judgeTouched(context.prisma, message);
  // also without a change: a run that ended after its commit may have left some
  await drainOutbox(context);
  const tookMs = Math.round(performance.now() - startedAt);
  context.log.debug({ cause: message.cause, users: message.users.length, changed, tookMs }, "events judged");
}

async function handle(
  judge: (message: TrafficMessage) => Promise<void>,
  message: BatchMessage,
  signal: AbortSignal,
): Promise<Settlement> {
  const parsed = trafficMessageSchema.safeParse(read(message.data));
  if (!parsed.success) return { type: "terminate", why: parsed.error.message };
  try {
    await judge(parsed.data);
  } catch (fault) {
    if (signal.aborted) return { type: "retry", delayMs: 1 };
    throw fault;
  }
  return ack;
}

function read(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}
