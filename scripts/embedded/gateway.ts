import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Client } from "./client";
import type { Session } from "./database";
import { startMaintenance } from "./maintenance";
import { errorResponse } from "./replies";
import { SessionQueue } from "./session-queue";

export interface GatewayOptions {
  host: string;
  port: number;
  /** How long a client may hold the database in a transaction without sending anything. */
  idleInTransactionMs: number;
}

export interface Gateway {
  /** The port that was taken: with port 0 a free one. */
  port: number;
  close(): Promise<void>;
}

/** Bounds, with the bound on a message, what clients can make this process hold. */
const maxClients = 64;

/**
 * Serves one session to many clients over the PostgreSQL protocol: a client has the database from
 * its first message until the answer says that no transaction is open.
 * @throws the socket's error when the address is in use or may not be used.
 */
export async function openGateway(session: Session, options: GatewayOptions): Promise<Gateway> {
  const queue = new SessionQueue<object>();
  const clients = new Set<Client>();
  let clientNo = 0;
  const server = createServer({ noDelay: true }, (socket: Socket) => {
    if (clients.size >= maxClients) {
      socket.on("error", () => socket.destroy());
      socket.end(errorResponse("FATAL", "53300", `the embedded database takes ${maxClients} connections at once`));
      return;
    }
    clientNo += 1;
    const client = new Client(socket, session, queue, clientNo, options.idleInTransactionMs);
    clients.add(client);
    socket.once("close", () => clients.delete(client));
  });
  await listen(server, options);
  const endMaintenance = startMaintenance(session, queue);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      endMaintenance();
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...clients].map((client) => client.end()));
      await closed;
    },
  };
}

function listen(server: Server, { host, port }: GatewayOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
