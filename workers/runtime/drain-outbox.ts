import { deleteOutbox } from "@/lib/storage/outbox/delete-outbox";
import { listOutbox } from "@/lib/storage/outbox/list-outbox";
import { retryTransient } from "@/lib/stream/retry-transient";
import type { RoleContext } from "./role";

const boundMs = 10_000;
const takeMessages = 100;

/**
 * Publishes what transactions left in the outbox, and forgets it once it is acknowledged. Call it after each
 * commit that left something, and once when a role starts. Several at the same time may publish a
 * message twice: JetStream drops the second one by its id, or what reads them works a set out again, so that
 * changes nothing. The id has the time too: once a database was restored from a backup, its numbers come again
 * for other messages.
 * @throws AppError `unavailable` when JetStream does not take a message within 10 seconds
 */
export async function drainOutbox({ prisma, nats }: Pick<RoleContext, "prisma" | "nats">): Promise<void> {
  const jetstream = nats.jetstream();
  for (;;) {
    const messages = await listOutbox(prisma, takeMessages);
    await Promise.all(
      messages.map(({ id, createdAt, subject, body }) => {
        const msgID = `outbox:${id}:${createdAt.getTime()}`;
        return retryTransient(
          (leftMs) => jetstream.publish(subject, body, { msgID, timeout: Math.min(leftMs, boundMs / 2) }),
          { boundMs, waitWhenFull: true },
        );
      }),
    );
    if (messages.length > 0)
      await deleteOutbox(
        prisma,
        messages.map((message) => message.id),
      );
    if (messages.length < takeMessages) return;
  }
}
