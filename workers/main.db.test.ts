import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, expect, it, vi } from "vitest";
import { createPrisma } from "@/lib/storage/prisma";
import { freePort } from "../scripts/test/start-nats";

/**
 * The worker as the process that runs in production; without role rollup, which would move the frontier of the
 * aggregates that other tests read.
 */
const children: ChildProcess[] = [];

function start(env: Record<string, string>, ipc = false) {
  const child = spawn("node", ["--import", "tsx", "workers/main.ts"], {
    env: { ...process.env, APP_SECRET: "a secret for tests, of more than 32 characters", ...env },
    stdio: ["ignore", "pipe", "inherit", ...(ipc ? ["ipc" as const] : [])],
  });
  children.push(child);
  const worker = { child, output: "", exit: new Promise<number | null>((resolve) => child.once("exit", resolve)) };
  child.stdout?.on("data", (piece) => {
    worker.output += piece;
  });
  return worker;
}

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
});

const running = (worker: { output: string }) =>
  vi.waitFor(() => expect(worker.output).toContain("worker is running"), { timeout: 40_000, interval: 100 });

async function liveRoles(): Promise<string[]> {
  const prisma = createPrisma(process.env.DATABASE_URL ?? "", 1);
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    select name from lease where name like 'worker:%' and expires_at > now() order by 1`;
  await prisma.$disconnect();
  return rows.map((row) => row.name);
}

it("runs its roles, says that they live, and stops in order on SIGTERM", async () => {
  const worker = start({ WORKER_ROLES: "monitor,notify,correlate" });
  await running(worker);
  await vi.waitFor(
    async () => expect(await liveRoles()).toEqual(["worker:correlate", "worker:monitor", "worker:notify"]),
    {
      timeout: 10_000,
      interval: 500,
    },
  );
  worker.child.kill("SIGTERM");
  expect(await worker.exit).toBe(0);
  expect(worker.output).toContain("worker has stopped");
  expect(await liveRoles()).toEqual([]);
});

it("stops when the parent that started it is gone", async () => {
  const worker = start({ WORKER_ROLES: "notify" }, true);
  await running(worker);
  worker.child.disconnect();
  expect(await worker.exit).toBe(0);
});

it("waits with a clear line while database or NATS are away, and stops on SIGTERM all the same", async () => {
  const port = await freePort();
  const noDatabase = start({ DATABASE_URL: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres` });
  const noNats = start({ NATS_URL: `nats://someone:secret@127.0.0.1:${port}` });
  await vi.waitFor(() => expect(noDatabase.output).toContain("waiting for the database"), { timeout: 30_000 });
  await vi.waitFor(() => expect(noNats.output).toContain("waiting for NATS"), { timeout: 30_000 });
  expect(noNats.output).not.toContain("secret");
  for (const worker of [noDatabase, noNats]) worker.child.kill("SIGTERM");
  expect(await Promise.all([noDatabase.exit, noNats.exit])).toEqual([0, 0]);
});

it("ends with one clear sentence when its settings are wrong", async () => {
  const worker = start({ WORKER_ROLES: "cook" });
  expect(await worker.exit).toBe(1);
  expect(worker.output).toContain("WORKER_ROLES needs one or more of ingest");
});
