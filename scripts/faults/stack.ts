import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/test/start-nats";

export type Part = "database" | "nats" | "web" | "worker";

export interface Stack {
  url: string;
  databaseUrl: string;
  keys: { ingestKey: string; readKey: string; manageKey: string };
  /** Ends a part with signal 9 and starts it again at once. */
  killAndRestart(part: Part): Promise<void>;
  /** Ends a part in good order; it stays away until it is started. */
  end(part: Part): Promise<void>;
  start(part: Part): void;
  /** The process of a part, which may have children. */
  pidOf(part: Part): number;
  /** What a part has written to its log. */
  logOf(part: Part): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The real processes, each started by its own command as `npm start` does, but without its
 * supervisor: here the test decides what dies and when it comes back. Needs a build (`next build`).
 */
export async function startStack(log: (line: string) => void): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), "advertisex-faults-"));
  const [databasePort, natsPort, webPort] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${webPort}`;
  const databaseUrl = `postgresql://postgres:postgres@127.0.0.1:${databasePort}/postgres`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    NATS_URL: `nats://127.0.0.1:${natsPort}`,
    DATA_DIR: dataDir,
    PORT: String(webPort),
    HOST: "127.0.0.1",
    PUBLIC_URL: url,
    APP_SECRET: "the fault suite's secret of more than 32 characters",
    NODE_ENV: "production",
  };
  const natsConfig = join(dataDir, "nats.conf");
  await writeFile(
    natsConfig,
    `host: 127.0.0.1\nport: ${natsPort}\nmax_payload: 8MB\njetstream { store_dir: ${JSON.stringify(join(dataDir, "nats"))} }\n`,
  );
  const tsx = ["--import", "tsx"];
  const commands: Record<Part, [string, string[]]> = {
    database: [
      "node",
      [...tsx, "scripts/embedded/main.ts", "--data-dir", join(dataDir, "db"), "--port", String(databasePort)],
    ],
    nats: ["nats-server", ["-c", natsConfig]],
    web: ["node", ["node_modules/next/dist/bin/next", "start", "-p", String(webPort), "-H", "127.0.0.1"]],
    worker: ["node", [...tsx, "workers/main.ts"]],
  };
  const running = new Map<Part, ChildProcess>();

  const start = (part: Part) => {
    const [command, args] = commands[part];
    const out = openSync(join(dataDir, `${part}.log`), "a");
    running.set(part, spawn(command, args, { env, stdio: ["ignore", out, out] }));
    closeSync(out);
  };
  const end = async (part: Part, signal: NodeJS.Signals) => {
    const child = running.get(part);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  };

  start("database");
  start("nats");
  await once(["node", [...tsx, "scripts/migrate/main.ts"]], env, 60);
  await once(["node", [...tsx, "scripts/bootstrap.ts"]], env, 30);
  start("web");
  start("worker");
  await healthy(url);
  log(`the stack is up at ${url}, logs in ${dataDir}`);
  return {
    url,
    databaseUrl,
    keys: JSON.parse(await readFile(join(dataDir, "credentials.json"), "utf8")),
    killAndRestart: async (part) => {
      await end(part, "SIGKILL");
      start(part);
    },
    end: (part) => end(part, "SIGTERM"),
    start,
    pidOf: (part) => running.get(part)?.pid ?? -1,
    logOf: (part) => readFile(join(dataDir, `${part}.log`), "utf8"),
    stop: async () => {
      for (const part of ["web", "worker", "nats", "database"] as const) await end(part, "SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs a command to its end; tries again for `seconds`, since what it needs may still be starting. */
async function once([command, args]: [string, string[]], env: NodeJS.ProcessEnv, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    let output = "";
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (piece) => (output += piece));
    child.stderr.on("data", (piece) => (output += piece));
    const code = await new Promise((resolve) => child.once("exit", resolve));
    if (code === 0) return;
    if (Date.now() > until) throw new Error(`${args.at(-1)} failed: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function healthy(url: string): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("The stack was not healthy within 60 seconds.");
}
