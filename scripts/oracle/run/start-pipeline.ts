import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, headers, type NatsConnection } from "nats";
import { Client } from "pg";
import { type ChunkHeader, chunkHeaderName, chunkSubject } from "@/lib/contracts/chunk";
import { freePort, startNats } from "@/scripts/test/start-nats";

export interface Pipeline {
  db: Client;
  secret: string;
  /** Publishes a chunk and waits until role ingest has worked it off. */
  send(header: ChunkHeader, bytes: Uint8Array): Promise<void>;
  /** Waits until no stream of its roles holds a message, and the tables of work to do are empty. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/** What a role takes from, and leaves for itself or others to do. */
const workOf: Record<string, { stream?: string; tables: readonly string[] }> = {
  ingest: { stream: "INGEST_V1", tables: [] },
  correlate: { stream: "CORRELATE_V1", tables: ["outbox", "correlate_job where state <> 'done'"] },
  traffic: { stream: "TRAFFIC_V1", tables: ["outbox"] },
  rollup: { tables: ["touched_range", "reach_delta", "restate_range"] },
};
/** Keys the hashes of user ids in the pipeline. */
export const oracleSecret = "the oracle's secret of more than 32 characters";

/**
 * Starts a NATS server and a worker, of the roles between a chunk and its marks or those given, with a database: one
 * that is given and empty, that of `DATABASE_URL`, or an embedded one. What it made is removed at the end.
 */
export async function startPipeline(
  roles: readonly string[] = ["ingest", "correlate", "traffic"],
  settings: Record<string, string> = {},
  given = process.env.DATABASE_URL,
): Promise<Pipeline> {
  const dataDir = await mkdtemp(join(tmpdir(), "advertisex-oracle-"));
  const nats = await startNats();
  const port = await freePort();
  const databaseUrl = given ?? `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    NATS_URL: nats.url,
    DATA_DIR: dataDir,
    APP_SECRET: oracleSecret,
    WORKER_ROLES: roles.join(","),
    ...settings,
  };
  const children: ChildProcess[] = [];
  const start = (name: string, args: string[]) => {
    const out = openSync(join(dataDir, `${name}.log`), "a");
    const child = spawn("node", ["--import", "tsx", ...args], { env, stdio: ["ignore", out, out] });
    closeSync(out);
    children.push(child);
    return child;
  };
  if (!given)
    start("database", ["scripts/embedded/main.ts", "--data-dir", join(dataDir, "db"), "--port", String(port)]);
  const db = await connected(databaseUrl);
  const migrated = await new Promise((resolve) => start("migrate", ["scripts/migrate/main.ts"]).once("exit", resolve));
  if (migrated !== 0) throw new Error(`The database could not be migrated; see ${dataDir}/migrate.log.`);
  start("worker", ["workers/main.ts"]);
  const connection = await connect({ servers: nats.url });
  const onSignal = async () => {
    for (const child of children.reverse()) await ended(child);
    await nats.stop();
    process.exit(1);
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  return {
    db,
    secret: oracleSecret,
    send: (header, bytes) => send(connection, header, bytes),
    drained: () => drained(connection, db, roles),
    stop: async () => {
      process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
      await connection.close();
      await db.end();
      for (const child of children.reverse()) await ended(child);
      await nats.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function send(connection: NatsConnection, header: ChunkHeader, bytes: Uint8Array): Promise<void> {
  const head = headers();
  head.set(chunkHeaderName, JSON.stringify(header));
  const jetstream = connection.jetstream();
  for (let attempt = 0; ; attempt += 1) {
    // without a message id: a chunk that is sent twice on purpose has to come twice
    const sent = await jetstream.publish(chunkSubject(header), bytes, { headers: head }).catch((error) => error);
    if (!(sent instanceof Error)) break;
    // the worker makes the streams when it starts
    if (attempt > 300) throw sent;
    await pause(100);
  }
  const manager = await connection.jetstreamManager();
  while ((await manager.streams.info("INGEST_V1")).state.messages > 0) await pause(2);
}

async function drained(connection: NatsConnection, db: Client, roles: readonly string[]): Promise<void> {
  const manager = await connection.jetstreamManager();
  const work = roles.flatMap((role) => workOf[role] ?? []);
  const tables = [...new Set(work.flatMap((each) => each.tables))];
  for (let quiet = 0; quiet < 3; ) {
    const infos = await Promise.all(work.flatMap(({ stream }) => (stream ? [manager.streams.info(stream)] : [])));
    const { rows } = await db.query(
      `select ${tables.map((table) => `(select count(*) from ${table})`).join(" + ")} as left`,
    );
    const isQuiet = Number(rows[0].left) === 0 && infos.every((info) => info.state.messages === 0);
    quiet = isQuiet ? quiet + 1 : 0;
    await pause(100);
  }
}

async function connected(url: string): Promise<Client> {
  for (let attempt = 0; ; attempt += 1) {
    const db = new Client({ connectionString: url });
    const fault = await db.connect().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (fault === undefined) return db;
    if (attempt > 300) throw fault;
    await pause(100);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
