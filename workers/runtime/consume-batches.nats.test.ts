import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type NatsConnection, RetentionPolicy, StorageType } from "nats";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createLogger } from "@/lib/log";
import { freePort } from "../../scripts/test/start-nats";
import type { BatchMessage } from "./batch-message";
import { type ConsumeOptions, consumeBatches, type RunningConsumer } from "./consume-batches";
import { pause } from "./pause";

const log = createLogger("test", "silent");
let nats: NatsConnection;
let streamNo = 0;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  nats = await connect({ servers: process.env.NATS_URL });
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
afterAll(() => nats.close());

async function makeStream(connection = nats): Promise<string> {
  streamNo += 1;
  const name = `RUNTIME_TEST_${process.pid}_${streamNo}`;
  await addStream(connection, name);
  stops.push(async () => (await connection.jetstreamManager()).streams.delete(name).catch(() => undefined));
  return name;
}

async function addStream(connection: NatsConnection, name: string): Promise<void> {
  const manager = await connection.jetstreamManager();
  await manager.streams.add({
    name,
    subjects: [`${name}.>`],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
  });
}

async function publish(stream: string, count: number, connection = nats): Promise<void> {
  for (let no = 0; no < count; no += 1) await connection.jetstream().publish(`${stream}.a`, String(no));
}

function consume(stream: string, options: Partial<ConsumeOptions> & Pick<ConsumeOptions, "handle">): RunningConsumer {
  const consumer = consumeBatches(
    { nats, log },
    { stream, durable: "worker", ackWaitMs: 2000, maxAckPending: 100, pullMs: 1000, ...options },
  );
  stops.push(() => consumer.stop());
  return consumer;
}

async function left(stream: string, connection = nats): Promise<number> {
  return (await (await connection.jetstreamManager()).streams.info(stream)).state.messages;
}

const text = (message: BatchMessage) => new TextDecoder().decode(message.data);

it("hands over every message once, never more at a time than asked, and empties the stream", async () => {
  const stream = await makeStream();
  await publish(stream, 40);
  const seen: string[] = [];
  let running = 0;
  let most = 0;
  consume(stream, {
    concurrency: 3,
    handle: async (message) => {
      running += 1;
      most = Math.max(most, running);
      seen.push(text(message));
      await pause(5);
      running -= 1;
      return { type: "ack" };
    },
  });
  await vi.waitFor(async () => expect(await left(stream)).toBe(0), 10_000);
  expect(seen.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, no) => no));
  expect(most).toBe(3);
});

it("brings a message back after a throw and after retry, and takes it out on terminate", async () => {
  const stream = await makeStream();
  await publish(stream, 3);
  const seen: string[] = [];
  consume(stream, {
    handle: async (message) => {
      seen.push(`${text(message)}:${message.deliveryCount}`);
      if (text(message) === "0" && message.deliveryCount === 1) throw new Error("first time");
      if (text(message) === "1" && message.deliveryCount < 3) return { type: "retry", delayMs: 20 };
      return text(message) === "2" ? { type: "terminate", why: "test" } : { type: "ack" };
    },
  });
  await vi.waitFor(async () => expect(await left(stream)).toBe(0), 10_000);
  expect(seen.sort()).toEqual(["0:1", "0:2", "1:1", "1:2", "1:3", "2:1"]);
});

it("does not get a message again while its handler, or its wait for one, is longer than the ack wait", async () => {
  const stream = await makeStream();
  await publish(stream, 2);
  const seen: string[] = [];
  consume(stream, {
    ackWaitMs: 500,
    prefetch: 1,
    handle: async (message) => {
      seen.push(`${text(message)}:${message.deliveryCount}`);
      await pause(1500);
      return { type: "ack" };
    },
  });
  await vi.waitFor(async () => expect(await left(stream)).toBe(0), 10_000);
  expect(seen).toEqual(["0:1", "1:1"]);
});

it("waits on stop for the running handler and gives the waiting messages back at once", async () => {
  const stream = await makeStream();
  await publish(stream, 3);
  const finished: string[] = [];
  const first = consume(stream, {
    ackWaitMs: 60_000,
    prefetch: 2,
    handle: async (message, signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await pause(100);
      finished.push(text(message));
      return { type: "ack" };
    },
  });
  await vi.waitFor(async () => {
    const info = await (await nats.jetstreamManager()).consumers.info(stream, "worker");
    expect(info.num_ack_pending).toBe(3);
  }, 10_000);
  await first.stop();
  expect(finished).toEqual(["0"]);
  // an ack wait of a minute: only a message that was given back comes soon
  const others: string[] = [];
  consume(stream, {
    ackWaitMs: 60_000,
    handle: async (message) => {
      others.push(text(message));
      return { type: "ack" };
    },
  });
  await vi.waitFor(async () => expect(await left(stream)).toBe(0), 10_000);
  expect(others.sort()).toEqual(["1", "2"]);
});

it("waits for a stream that is missing at the start, and makes a consumer again that was deleted", async () => {
  const stream = `RUNTIME_TEST_LATE_${process.pid}`;
  const seen: string[] = [];
  consume(stream, {
    handle: async (message) => {
      seen.push(text(message));
      return { type: "ack" };
    },
  });
  await pause(300);
  await addStream(nats, stream);
  stops.unshift(async () => (await nats.jetstreamManager()).streams.delete(stream));
  await publish(stream, 1);
  await vi.waitFor(() => expect(seen).toEqual(["0"]), 10_000);
  await (await nats.jetstreamManager()).consumers.delete(stream, "worker");
  await publish(stream, 1);
  await vi.waitFor(() => expect(seen).toEqual(["0", "0"]), 20_000);
});

it("goes on after the server was killed with signal 9, and leaves nothing in the stream", async () => {
  const store = await mkdtemp(join(tmpdir(), "advertisex-consume-"));
  const port = await freePort();
  const config = join(store, "nats.conf");
  await writeFile(config, `host: 127.0.0.1\nport: ${port}\njetstream { store_dir: ${JSON.stringify(store)} }\n`);
  let server = await startServer(config);
  const connection = await connect({
    port,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 100,
  });
  const stream = await makeStream(connection);
  stops.length = 0;
  const seen = new Set<string>();
  const consumer = consumeBatches(
    { nats: connection, log },
    {
      stream,
      durable: "worker",
      ackWaitMs: 1000,
      maxAckPending: 100,
      pullMs: 1000,
      purgeEveryMs: 1000,
      handle: async (message) => {
        await pause(20);
        seen.add(text(message));
        return { type: "ack" };
      },
    },
  );
  stops.push(
    () => rm(store, { recursive: true, force: true }),
    () => end(server),
    () => connection.close(),
    () => consumer.stop(),
  );
  await publish(stream, 30, connection);
  await vi.waitFor(() => expect(seen.size).toBeGreaterThan(3), 10_000);
  await end(server);
  await pause(1500);
  server = await startServer(config);
  await vi.waitFor(async () => expect(await left(stream, connection)).toBe(0), 30_000);
  expect(seen.size).toBe(30);
});

async function startServer(config: string): Promise<ChildProcess> {
  return spawn("nats-server", ["-c", config], { stdio: "ignore" });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGKILL");
  await gone;
}
