import { correlateMessageSchema } from "@/lib/contracts/correlate";
import { correlateStream } from "@/lib/stream/topology";
import type { BatchMessage } from "@/workers/runtime/batch-message";
import { consumeBatches } from "@/workers/runtime/consume-batches";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { ack, type Settlement } from "@/workers/runtime/settlement";
import { correlatePairs } from "./correlate-pairs";

/**
 * Role `correlate`: works out again what every chunk touched. Any number of processes may run it; the
 * locks of the partitions keep them apart.
 */
export async function startCorrelate(context: RoleContext): Promise<Role> {
  const consumer = consumeBatches(context, {
    stream: correlateStream,
    durable: "correlate",
    ackWaitMs: 60_000,
    maxAckPending: 256,
    concurrency: 2,
    prefetch: 6,
    handle: (message) => handle(context, message),
  });
  return { name: "correlate", stop: () => consumer.stop() };
}

async function handle(context: RoleContext, message: BatchMessage): Promise<Settlement> {
  const parsed = correlateMessageSchema.safeParse(read(message.data));
  if (!parsed.success) return { type: "terminate", why: parsed.error.message };
  await correlatePairs(context.prisma, parsed.data);
  return ack;
}

function read(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}
