import { correlateSubject } from "@/lib/contracts/correlate";
import type { OutboxMessage } from "@/lib/storage/outbox/insert-outbox";
import { correlateMessages } from "@/workers/ingest/correlate-messages";
import type { IdentifiedRecord } from "@/workers/ingest/deduplicate/identify";

/**
 * Gives the messages that have the roles which look at sets of events look at what was stored.
 * @param cause names the replay in what follows from it
 */
export function messagesOf(
  { sourceId }: { sourceId: string },
  _cause: string,
  stored: readonly IdentifiedRecord[],
): OutboxMessage[] {
  return correlateMessages(sourceId, stored).map(({ partition, message }) => ({
    subject: correlateSubject(partition),
    body: JSON.stringify(message),
  }));
}
