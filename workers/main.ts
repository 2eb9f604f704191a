import { systemClock } from "@/lib/clock";
import { type Env, getEnv } from "@/lib/config/env";
import { createLogger, type Logger } from "@/lib/log";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { closeConnection, getConnection } from "@/lib/stream/connection";
import { ensureTopology } from "@/lib/stream/topology";
import { parseRoles, type RoleName, roles } from "./roles";
import { startHeartbeat } from "./runtime/heartbeat";
import { pause } from "./runtime/pause";
import type { Role } from "./runtime/role";
import { waitFor } from "./runtime/wait-for";

/**
 * The worker process: runs the roles of `WORKER_ROLES` until SIGTERM or SIGINT, or until the parent that
 * started it with a channel is gone. Database or NATS away: it waits. A fault that nobody caught ends it.
 */
const stopLimitMs = 20_000;

const stopping = new AbortController();
let log: Logger = createLogger("worker");

function die(message: string, fault: unknown): never {
  log.fatal({ err: fault }, message);
  process.exit(1);
}

process.on("unhandledRejection", (fault) => die("a promise was rejected and nobody caught it", fault));
process.on("uncaughtException", (fault) => die("an error was thrown and nobody caught it", fault));
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stopping.abort());
if (process.send) process.on("disconnect", () => stopping.abort());

await main().catch((fault) => die(fault instanceof Error ? fault.message : "the worker could not start", fault));

async function main(): Promise<void> {
  const env = getEnv();
  log = createLogger("worker", env.LOG_LEVEL);
  const names = parseRoles(env.WORKER_ROLES);
  const running = await start(env, names);
  if (running) {
    log.info({ roles: names }, "worker is running");
    await new Promise<void>((resolve) => {
      if (stopping.signal.aborted) resolve();
      stopping.signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
  await stop(running ?? []);
  process.exit(0);
}

/** @returns what runs, in the order in which it stops; undefined when it was stopped while waiting */
async function start(env: Env, names: readonly RoleName[]): Promise<Role[] | undefined> {
  const waiting = { log, signal: stopping.signal };
  const prisma = getPrisma();
  await waitFor("the database and its schema", () => prisma.$queryRaw`select from lease limit 1`, waiting);
  const nats = await connectNats(env);
  if (!nats) return undefined;
  void nats.closed().then((fault) => {
    if (!stopping.signal.aborted) die("the connection to NATS was closed for good", fault);
  });
  await waitFor("JetStream", () => ensureTopology(nats, { maxIngestBytes: env.INGEST_STREAM_MAX_BYTES }), waiting);
  if (stopping.signal.aborted) return undefined;
  const running: Role[] = [];
  for (const name of names) {
    const context = { prisma, nats, env, clock: systemClock, log: log.child({ role: name }) };
    running.push(await roles[name](context));
    running.push(startHeartbeat(context, name));
  }
  return running;
}

/** The client waits for the server by itself, without a word: the words are ours. */
async function connectNats(env: Env) {
  const connected = new AbortController();
  const saying = (async () => {
    await pause(2000, connected.signal);
    while (!connected.signal.aborted && !stopping.signal.aborted) {
      log.warn({ servers: env.NATS_URL.replace(/\/\/[^@/]*@/g, "//") }, "waiting for NATS");
      await pause(5000, AbortSignal.any([connected.signal, stopping.signal]));
    }
  })();
  const nats = await Promise.race([
    getConnection(),
    new Promise<undefined>((resolve) => stopping.signal.addEventListener("abort", () => resolve(undefined))),
  ]);
  connected.abort();
  await saying;
  return nats;
}

async function stop(running: readonly Role[]): Promise<void> {
  log.info("worker is stopping");
  const limit = setTimeout(
    () => die(`not stopped within ${stopLimitMs / 1000} s; what was in work comes again`, undefined),
    stopLimitMs,
  );
  await Promise.all(running.map((role) => role.stop()));
  if (running.length > 0) await closeConnection();
  await closePrisma();
  clearTimeout(limit);
  log.info("worker has stopped");
}
