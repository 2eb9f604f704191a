import type { ErasureCursor } from "@/lib/contracts/erasure";
import { correlateStream, ingestStream, trafficStream } from "@/lib/stream/topology";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import type { RoleContext } from "@/workers/runtime/role";

type Context = Pick<RoleContext, "prisma" | "nats">;
export type QueueCursor = Extract<ErasureCursor, { step: "queue" }>;

/** In the order in which a record goes through them: what stands in one leaves messages in those behind it. */
const queues = [ingestStream, trafficStream, correlateStream];

/** Where the first wait begins: with everything that stands in the first queue now. */
export async function firstQueue(context: Context): Promise<QueueCursor> {
  return await upToNow(context, queues[0] as string);
}

/**
 * Gives the queue to wait for: the same while it holds something that stood in it at first, then the next one.
 * Told by sequence numbers, so that no two clocks have to agree.
 * @returns undefined when nothing is to be waited for any more
 */
export async function nextQueue(context: Context, cursor: QueueCursor): Promise<QueueCursor | undefined> {
  const { state } = await streamInfo(context, cursor.stream);
  if (state.messages > 0 && state.first_seq <= cursor.until) return cursor;
  const next = queues[queues.indexOf(cursor.stream) + 1];
  return next === undefined ? undefined : await upToNow(context, next);
}

async function upToNow(context: Context, stream: string): Promise<QueueCursor> {
  // what a transaction left to be published belongs to the queue too
  await drainOutbox(context);
  const { state } = await streamInfo(context, stream);
  return { step: "queue", stream, until: state.last_seq };
}

async function streamInfo({ nats }: Context, stream: string) {
  return await (await nats.jetstreamManager()).streams.info(stream);
}
