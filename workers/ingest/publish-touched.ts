import { hash } from "node:crypto";
import type { NatsConnection } from "nats";
import { type ChunkHeader, chunkMessageId } from "@/lib/contracts/chunk";
import { correlateSubject } from "@/lib/contracts/correlate";
import { retryTransient } from "@/lib/stream/retry-transient";
import { correlateStream } from "@/lib/stream/topology";
import { correlateMessages } from "./correlate-messages";
import type { IdentifiedRecord } from "./deduplicate/identify";

const boundMs = 10_000;

/**
 * Has role `correlate` look at the pairs that a chunk touched. It comes after the commit, so a message
 * that JetStream leaves out, since it had it a moment ago, did come after it too.
 * @throws AppError `unavailable` when JetStream does not take it within 10 seconds.
 */
export async function publishTouched(
  nats: NatsConnection,
  header: ChunkHeader,
  records: readonly IdentifiedRecord[],
): Promise<void> {
  const jetstream = nats.jetstream();
  await Promise.all(
    correlateMessages(header.sourceId, records).map(({ partition, part, message }) => {
      const body = JSON.stringify(message);
      // with the content: a redelivered chunk is cut otherwise, since it names duplicates' pairs too, and
      // no pair may be left out because another message had its place before
      const msgID = `${chunkMessageId(header)}:${partition}:${part}:${hash("sha256", body).slice(0, 16)}`;
      return retryTransient(
        (leftMs) =>
          jetstream.publish(correlateSubject(partition), body, {
            msgID,
            timeout: Math.min(leftMs, boundMs / 2),
            expect: { streamName: correlateStream },
          }),
        { boundMs, waitWhenFull: true },
      );
    }),
  );
}
