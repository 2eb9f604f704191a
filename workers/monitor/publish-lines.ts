import { type NotifyMessage, notifySubject } from "@/lib/contracts/alerts";
import { listUnpublishedLines, markPublished } from "@/lib/storage/alerts/outbox";
import { retryTransient } from "@/lib/stream/retry-transient";
import { notifyStream } from "@/lib/stream/topology";
import type { RoleContext } from "@/workers/runtime/role";

const takeLines = 100;
const boundMs = 10_000;

/**
 * Hands the new lines of alerts' timelines to JetStream for role `notify`, oldest first (an outbox: whoever
 * writes a line does it in the transaction of the change). A line is marked after JetStream has it; when the
 * mark is lost, the message id keeps it from being taken twice.
 * @throws AppError `unavailable` when JetStream takes nothing for 10 seconds
 */
export async function publishLines({ prisma, nats }: Pick<RoleContext, "prisma" | "nats">): Promise<void> {
  const jetstream = nats.jetstream();
  for (const line of await listUnpublishedLines(prisma, takeLines)) {
    const message: NotifyMessage = line;
    await retryTransient(
      (leftMs) =>
        jetstream.publish(notifySubject(line.alertId), JSON.stringify(message), {
          msgID: `${line.alertId}:${line.alertEventId}`,
          timeout: Math.min(leftMs, boundMs / 2),
          expect: { streamName: notifyStream },
        }),
      { boundMs, waitWhenFull: true },
    );
    await markPublished(prisma, [line.alertEventId]);
  }
}
