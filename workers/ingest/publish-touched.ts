import { hash } from "node:crypto";
import type { NatsConnection } from "nats";
import { type ChunkHeader, chunkMessageId } from "@/lib/contracts/chunk";
import { correlateSubject } from "@/lib/contracts/correlate";
import { trafficSubject } from "@/lib/contracts/traffic-message";
import { retryTransient } from "@/lib/stream/retry-transient";
import { correlateStream, trafficStream } from "@/lib/stream/topology";
import type { BidTouches } from "./bid-touches";
import { correlateMessages } from "./correlate-messages";
import type { IdentifiedRecord } from "./deduplicate/identify";
import { trafficMessages } from "./traffic-messages";

const boundMs = 10_000;

interface Publication {
  subject: string;
  stream: string;
  /** What tells it from the chunk's other messages of the same content. */
  part: string;
  message: object;
}

/**
 * Has roles `correlate` and `traffic` look at what a chunk touched, and match what is open of bid requests. It comes after the commit, so a message
 * that JetStream leaves out, since it had it a moment ago, did come after it too.
 * @throws AppError `unavailable` when JetStream does not take it within 10 seconds.
 */
export async function publishTouched(
  nats: NatsConnection,
  header: ChunkHeader,
  records: readonly IdentifiedRecord[],
  bids: BidTouches,
): Promise<void> {
  const jetstream = nats.jetstream();
  await Promise.all(
    publicationsOf(header, records, bids).map(({ subject, stream, part, message }) => {
      const body = JSON.stringify(message);
      // with the content: a redelivered chunk is cut otherwise, since it names duplicates' pairs too, and
      // no pair may be left out because another message had its place before
      const msgID = `${chunkMessageId(header)}:${part}:${hash("sha256", body).slice(0, 16)}`;
      return retryTransient(
        (leftMs) =>
          jetstream.publish(subject, body, {
            msgID,
            timeout: Math.min(leftMs, boundMs / 2),
            expect: { streamName: stream },
          }),
        { boundMs, waitWhenFull: true },
      );
    }),
  );
}

function publicationsOf(header: ChunkHeader, records: readonly IdentifiedRecord[], bids: BidTouches): Publication[] {
  const pairs = correlateMessages(header.sourceId, records, bids).map(({ partition, part, message }) => ({
    subject: correlateSubject(partition),
    stream: correlateStream,
    part: `${partition}:${part}`,
    message,
  }));
  const sets = trafficMessages(header.batchId, records).map((message, part) => ({
    subject: trafficSubject,
    stream: trafficStream,
    part: `traffic:${part}`,
    message,
  }));
  return [...pairs, ...sets];
}
