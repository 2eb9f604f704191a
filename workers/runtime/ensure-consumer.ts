import { AckPolicy, type Consumer, DeliverPolicy, type NatsConnection, nanos } from "nats";

export interface ConsumerSettings {
  stream: string;
  /** The durable consumer's name; all processes that share it share its messages. */
  durable: string;
  filterSubject?: string;
  /** A message that is neither settled nor reported as in work for this long is delivered again. */
  ackWaitMs: number;
  /** How many messages may be out unsettled, over all processes together. */
  maxAckPending: number;
  /** How often a message is delivered at most; -1 (the default) is for ever, so that none is left lying. */
  maxDeliver?: number;
}

/**
 * Makes the durable pull consumer, or brings an existing one to these settings, and gives it.
 * @throws NatsError when the stream is missing or the server is away.
 */
export async function ensureConsumer(nats: NatsConnection, settings: ConsumerSettings): Promise<Consumer> {
  const manager = await nats.jetstreamManager();
  const mutable = {
    ack_wait: nanos(settings.ackWaitMs),
    max_ack_pending: settings.maxAckPending,
    max_deliver: settings.maxDeliver ?? -1,
  };
  if (await exists(manager.consumers.info(settings.stream, settings.durable))) {
    await manager.consumers.update(settings.stream, settings.durable, mutable);
  } else {
    await manager.consumers.add(settings.stream, {
      ...mutable,
      durable_name: settings.durable,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ...(settings.filterSubject ? { filter_subject: settings.filterSubject } : {}),
    });
  }
  return await nats.jetstream().consumers.get(settings.stream, settings.durable);
}

/** JetStream's code for "consumer not found"; a missing stream (10059) is an error here. */
const consumerNotFound = 10014;

async function exists(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    (error: { api_error?: { err_code?: number } }) => {
      if (error.api_error?.err_code === consumerNotFound) return false;
      throw error;
    },
  );
}
