import type { Consumer, NatsConnection } from "nats";

/**
 * Takes messages out of a work queue that its consumer has already acknowledged.
 *
 * A server that was killed can come back with an acknowledged message in the stream (seen with 2.9.10:
 * it keeps the consumer's state on disk sooner than the stream's deletions). The consumer is past it, so
 * it would never be delivered, and lie there for ever. All up to the consumer's ack floor is settled. A
 * new message is never below it: a server that lost the stream's end starts behind the consumer (tried).
 *
 * @returns how many messages were taken out
 */
export async function purgeAcknowledged(nats: NatsConnection, consumer: Consumer, filter?: string): Promise<number> {
  const { stream_name: stream, ack_floor: floor, config } = await consumer.info();
  // with a limit on deliveries a message below the floor may have been given up, not settled
  if ((config.max_deliver ?? -1) > 0 || floor.stream_seq === 0) return 0;
  const manager = await nats.jetstreamManager();
  const { state } = await manager.streams.info(stream);
  if (state.messages === 0 || state.first_seq > floor.stream_seq) return 0;
  const { purged } = await manager.streams.purge(stream, { seq: floor.stream_seq + 1, ...(filter ? { filter } : {}) });
  return purged;
}
