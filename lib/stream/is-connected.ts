import { Events, type NatsConnection } from "nats";

const watched = new WeakSet<NatsConnection>();
const down = new WeakSet<NatsConnection>();

/**
 * Tells whether a connection is up, as far as it is known since the first call. While it is down
 * the client keeps what is published in memory, and drops it at the next connect.
 */
export function isConnected(connection: NatsConnection): boolean {
  if (!watched.has(connection)) {
    watched.add(connection);
    void watch(connection);
  }
  return !down.has(connection);
}

async function watch(connection: NatsConnection): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type === Events.Disconnect) down.add(connection);
    else if (type === Events.Reconnect) down.delete(connection);
  }
}
