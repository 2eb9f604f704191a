import { connect, type NatsConnection } from "nats";
import { getEnv } from "@/lib/config/env";

let shared: Promise<NatsConnection> | undefined;

/**
 * Opens a connection that outlives restarts and elections of the servers: it reconnects for ever.
 * `noAsyncTraces` about doubles the publish rate of this client.
 */
export function openConnection(name: string, servers = getEnv().NATS_URL): Promise<NatsConnection> {
  return connect({
    name,
    servers: servers.split(",").map((server) => server.trim()),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    noAsyncTraces: true,
  });
}

/** The connection of this process, opened at the first call. */
export function getConnection(): Promise<NatsConnection> {
  shared ??= openConnection("advertisex");
  return shared;
}

/** Sends what is buffered and closes the connection of this process, if one was opened. */
export async function closeConnection(): Promise<void> {
  const open = shared;
  shared = undefined;
  if (open) await (await open).drain();
}
