import { type TrafficMessage, trafficMessageSchema } from "@/lib/contracts/traffic";
import { trafficStream } from "@/lib/stream/topology";
import type { BatchMessage } from "@/workers/runtime/batch-message";
import { consumeBatches } from "@/workers/runtime/consume-batches";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { ack, type Settlement } from "@/workers/runtime/settlement";

/** Role `traffic`: the rules of invalid traffic that look at several events. */
export async function startTraffic(context: RoleContext): Promise<Role> {
  await drainOutbox(context).catch((error: unknown) => context.log.warn({ err: error }, "outbox not drained yet"));
  const consumer = consumeBatches(context, {
    stream: trafficStream,
    durable: "traffic",
    ackWaitMs: 60_000,
    maxAckPending: 512,
    concurrency: 256,
    prefetch: 64,
    handle: (message) => handle(async () => undefined, message),
  });
  return { name: "traffic", stop: () => consumer.stop() };
}

async function handle(
  evaluate: (message: TrafficMessage) => Promise<void>,
  message: BatchMessage,
): Promise<Settlement> {
  const parsed = trafficMessageSchema.safeParse(read(message.data));
  if (!parsed.success) return { type: "terminate", why: parsed.error.message };
  await evaluate(parsed.data);
  return ack;
}

function read(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}
