import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase, type Session } from "./database";
import { firstRow, maxMessageBytes } from "./framing";
import { type Gateway, openGateway } from "./gateway";
import { maintain } from "./maintenance";
import { queryMessage, syncMessage } from "./replies";

/** One database in this process, behind a gateway that loses patience after half a second. */
let dataDir: string;
let session: Session;
let gateway: Gateway;
const clients: Client[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "advertisex-gateway-"));
  session = await openDatabase(join(dataDir, "pgdata"));
  gateway = await openGateway(session, { host: "127.0.0.1", port: 0, idleInTransactionMs: 500 });
  await (await client()).query("create table note (text text)");
});

afterAll(async () => {
  for (const one of clients) await one.end().catch(() => undefined);
  await gateway.close();
  await session.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function client(): Promise<Client> {
  const one = new Client(`postgresql://postgres:postgres@127.0.0.1:${gateway.port}/postgres`);
  one.on("error", () => undefined);
  await one.connect();
  clients.push(one);
  return one;
}

it("answers messages of every size around the database's buffer of 8192 bytes", async () => {
  const one = await client();
  for (let size = 8100; size < 8200; size += 1) {
    const { rows } = await one.query("select length($1::text) as length", ["x".repeat(size)]);
    expect(rows).toEqual([{ length: size }]);
  }
});

it("keeps prepared statements of the same name apart", async () => {
  const [one, two] = [await client(), await client()];
  expect((await one.query({ name: "same", text: "select 1 as n" })).rows).toEqual([{ n: 1 }]);
  expect((await two.query({ name: "same", text: "select 2 as n" })).rows).toEqual([{ n: 2 }]);
  expect((await one.query({ name: "same", text: "select 1 as n" })).rows).toEqual([{ n: 1 }]);
});

it("forgets what a client set, prepared and locked when it leaves", async () => {
  const leaving = await client();
  await leaving.query("set work_mem = '9MB'");
  await leaving.query("create temp table scratch (n int)");
  await leaving.query({ name: "kept", text: "select 1" });
  await leaving.end();
  const one = await client();
  const { rows } = await one.query(
    `select current_setting('work_mem') as work_mem, current_setting('enable_seqscan') as seqscan,
       to_regclass('scratch')::text as scratch, (select count(*)::int from pg_prepared_statements where name like '%kept') as kept`,
  );
  expect(rows).toEqual([{ work_mem: "4MB", seqscan: "on", scratch: null, kept: 0 }]);
});

it("refuses COPY from a client in both protocols, and goes on", async () => {
  const one = await client();
  await expect(one.query("copy note from stdin")).rejects.toThrow(/takes no rows by COPY/);
  await expect(one.query({ text: "copy note from stdin", values: [] })).rejects.toThrow(/takes no rows by COPY/);
  await expect(one.query({ name: "copy", text: "copy note from stdin" })).rejects.toThrow(/takes no rows by COPY/);
  expect((await (await client()).query("select 1 as n")).rows).toEqual([{ n: 1 }]);
});

it("ends a client that is idle in its transaction, and lets the next one in", async () => {
  const stuck = await client();
  await stuck.query("begin");
  await stuck.query("insert into note values ('stuck')");
  const { rows } = await (await client()).query("select count(*)::int as n from note");
  expect(rows).toEqual([{ n: 0 }]);
  await expect(stuck.query("commit")).rejects.toThrow();
});

it("ends a client that does not read its answer within a transaction", async () => {
  const socket = await speak(
    queryMessage("begin; insert into note values ('deaf'); select repeat('x', 1000000) from generate_series(1, 30)"),
  );
  socket.pause();
  const { rows } = await (await client()).query("select count(*)::int as n from note");
  expect(rows).toEqual([{ n: 0 }]);
  socket.destroy();
});

it("does not commit an extended query whose client is gone before its Sync", async () => {
  const parse = message("P", Buffer.from("\0insert into note values ('half')\0\0\0"));
  const socket = await speak(
    Buffer.concat([
      parse,
      message("B", Buffer.from("\0\0\0\0\0\0\0\0")),
      message("E", Buffer.from("\0\0\0\0\0")),
      message("H", Buffer.alloc(0)),
    ]),
  );
  expect(await until(socket, "INSERT")).toContain("INSERT 0 1");
  socket.destroy();
  const { rows } = await (await client()).query("select count(*)::int as n from note");
  expect(rows).toEqual([{ n: 0 }]);
});

it.each([
  ["a message that is too long", header("Q", maxMessageBytes + 1), "is not accepted; the limit is"],
  ["a type that is not in the protocol", message("~", Buffer.alloc(1)), "unknown type"],
  [
    "prepared messages without end",
    Buffer.concat(Array(5).fill(message("P", Buffer.alloc(8_000_000)))),
    "before a Sync",
  ],
])("refuses %s with one sentence, and goes on", async (_name, bytes, sentence) => {
  const socket = await speak(bytes);
  expect(await until(socket, sentence)).toContain(sentence);
  socket.destroy();
  expect((await (await client()).query("select 1 as n")).rows).toEqual([{ n: 1 }]);
});

it("serves those who wait in their order, a busy one not before the others", async () => {
  const [busy, patient] = [await client(), await client()];
  const order: string[] = [];
  const ask = (one: Client, name: string) => one.query("select pg_sleep(0.02)").then(() => order.push(name));
  await Promise.all([ask(busy, "busy 1"), ask(busy, "busy 2"), ask(busy, "busy 3"), ask(patient, "patient")]);
  expect(order.indexOf("patient")).toBeLessThan(order.indexOf("busy 3"));
});

it("keeps the log short and tables in shape between transactions", () => {
  const ask = (sql: string) => firstRow(session.run(queryMessage(sql)))[0];
  ask("create table bulk as select g as n, repeat('x', 100) as text from generate_series(1, 600000) g");
  const logBytes = "select (pg_current_wal_lsn() - redo_lsn)::bigint from pg_control_checkpoint()";
  expect(Number(ask(logBytes))).toBeGreaterThan(64 * 1024 * 1024);
  maintain(session);
  expect(Number(ask(logBytes))).toBeLessThan(8 * 1024 * 1024);
  expect(ask("select reltuples::int from pg_class where relname = 'bulk'")).toBe("600000");
});

function header(type: string, length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.write(type, 0, "latin1");
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([header(type, body.length + 4), body]);
}

/** A connection that has said hello and then the given bytes. */
function speak(bytes: Buffer): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, "127.0.0.1");
    const hello = Buffer.from("\0\0\0\0\0\x03\0\0user\0postgres\0\0");
    hello.writeUInt32BE(hello.length, 0);
    socket.once("error", reject);
    socket.on("error", () => undefined);
    socket.write(Buffer.concat([hello, syncMessage()]));
    socket.once("data", () => {
      socket.write(bytes);
      resolve(socket);
    });
  });
}

/** What the connection says until `word` or its end. */
function until(socket: Socket, word: string): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    socket.on("data", (piece) => {
      said += piece.toString("latin1");
      if (said.includes(word)) resolve(said);
    });
    socket.once("close", () => resolve(said));
  });
}
