import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/scripts/test/start-nats";
import { queryMessage } from "./replies";

/** The embedded database as the process that `npm start` runs, ended with signal 9 on the way. */
let dataDir: string;
let port: number;
let process_: ChildProcess;

async function start(): Promise<void> {
  process_ = spawn(
    "node",
    ["--import", "tsx", "scripts/embedded/main.ts", "--data-dir", dataDir, "--port", String(port)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await new Promise<void>((resolve, reject) => {
    process_.stdout?.on("data", (piece) => String(piece).includes("ready") && resolve());
    process_.once("exit", (code) => reject(new Error(`the embedded database ended with ${code}`)));
  });
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const gone = new Promise<number | null>((resolve) => process_.once("exit", resolve));
  process_.kill(signal);
  return gone;
}

const url = () => `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;

async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url());
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "advertisex-embedded-"));
  port = await freePort();
  await start();
  await withClient((client) =>
    client.query("create table counter (id int primary key, value int); insert into counter values (1, 0)"),
  );
});

afterAll(async () => {
  await end("SIGTERM");
  await rm(dataDir, { recursive: true, force: true });
});

describe("the embedded database behind its gateway", () => {
  it("keeps the transactions of eight clients apart", async () => {
    const increment = async (client: Client) => {
      await client.query("begin");
      const { rows } = await client.query<{ value: number }>("select value from counter where id = $1", [1]);
      await new Promise((resolve) => setTimeout(resolve, 1));
      await client.query("update counter set value = $1 where id = 1", [(rows[0]?.value ?? 0) + 1]);
      await client.query("commit");
    };
    const one = () =>
      withClient(async (client) => {
        for (let turn = 0; turn < 25; turn += 1) await increment(client);
      });
    await Promise.all(Array.from({ length: 8 }, one));
    const { rows } = await withClient((client) => client.query("select value from counter"));
    expect(rows).toEqual([{ value: 200 }]);
  });

  it("rolls back what a client that is gone left open, and lets the next one in", async () => {
    const gone = new Client(url());
    gone.on("error", () => undefined);
    await gone.connect();
    await gone.query("begin");
    await gone.query("update counter set value = -1");
    (gone as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    const { rows } = await withClient((client) => client.query("select value from counter"));
    expect(rows).toEqual([{ value: 200 }]);
  });

  it("tells an error to its client and goes on", async () => {
    await withClient(async (client) => {
      await expect(client.query("select nothing from nowhere")).rejects.toThrow(/nowhere/);
      await expect(client.query("copy counter from stdin")).rejects.toThrow(/takes no rows by COPY/);
      expect((await client.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
    });
  });

  it("takes a message of 10 MB in pieces, and gives one back", async () => {
    const text = "ü".repeat(5_000_000);
    const { rows } = await withClient((client) => client.query("select $1::text as text", [text]));
    expect(rows[0].text === text).toBe(true);
    expect(await answerToPieces(queryMessage(`select length('${text}') as length`))).toContain("5000000");
  });

  it("has all that was committed after signal 9, Timescale's functions too", async () => {
    await withClient(async (client) => {
      await client.query("create table reading (at timestamptz not null, value int)");
      await client.query("select create_hypertable('reading', 'at')");
      await client.query(
        "insert into reading select '2026-01-01'::timestamptz + g * interval '1 hour', g from generate_series(1, 1000) g",
      );
    });
    await end("SIGKILL");
    await start();
    const { rows } = await withClient((client) =>
      client.query(
        "select time_bucket('30 days', at) as bucket, count(*)::int as n from reading group by 1 order by 1",
      ),
    );
    expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(1000);
    await withClient((client) => client.query("alter table reading set (timescaledb.compress)"));
  });

  it("refuses a second process on the same directory with one sentence", async () => {
    const second = promisify(execFile)("node", [
      "--import",
      "tsx",
      "scripts/embedded/main.ts",
      "--data-dir",
      dataDir,
      "--port",
      "1",
    ]);
    await expect(second).rejects.toMatchObject({ stderr: expect.stringMatching(/in use by process \d+\.\n$/) });
  });

  it("lets psql in", async (context) => {
    const found = await promisify(execFile)("psql", [url(), "-Atc", "select 40 + 2"]).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    if (found instanceof Error && found.code === "ENOENT") {
      console.warn("COULD NOT RUN: psql is not on this machine (package postgresql-client)");
      context.skip();
    }
    expect(found).toMatchObject({ stdout: "42\n" });
  });
});

/** Speaks the protocol by hand: a startup message, then a query in pieces of 64 kB. */
function answerToPieces(query: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("error", reject);
    socket.on("data", (piece) => {
      answer += piece.toString("latin1");
      if (answer.includes("SELECT 1")) socket.end();
    });
    socket.on("close", () => resolve(answer));
    const parameters = Buffer.from("\0\0\0\0\0\x03\0\0user\0postgres\0\0");
    parameters.writeUInt32BE(parameters.length, 0);
    socket.write(parameters);
    for (let offset = 0; offset < query.length; offset += 65_536) socket.write(query.subarray(offset, offset + 65_536));
  });
}
