import { join } from "node:path";
import { openDatabase } from "./database";
import { openGateway } from "./gateway";
import { lockDirectory } from "./lock";

export interface EmbeddedDatabase {
  /** The address for `pg` and Prisma. */
  url: string;
  /** Ends the running statement's client, then the database. */
  close(): Promise<void>;
}

const idleInTransactionMs = 60_000;

/**
 * Starts the embedded TimescaleDB in this process, kept under `dataDir`, and serves it on loopback;
 * port 0 takes a free one.
 * @throws Error with one sentence when the directory or the port is not to be had.
 */
export async function startEmbedded(options: {
  dataDir: string;
  port: number;
  host?: string;
}): Promise<EmbeddedDatabase> {
  const host = options.host ?? "127.0.0.1";
  const unlock = lockDirectory(options.dataDir);
  try {
    const session = await openDatabase(join(options.dataDir, "pgdata"));
    const gateway = await openGateway(session, { host, port: options.port, idleInTransactionMs }).catch(
      async (error: unknown) => {
        await session.close();
        throw error;
      },
    );
    return {
      url: `postgresql://postgres:postgres@${host}:${gateway.port}/postgres`,
      close: async () => {
        await gateway.close();
        await session.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
