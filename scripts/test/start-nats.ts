import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface NatsServer {
  url: string;
  process: ChildProcess;
  /** Ends the server and removes its store. */
  stop(): Promise<void>;
}

/**
 * Starts the nats-server of the PATH with JetStream on a free loopback port and a store of its own.
 * @throws Error when there is no nats-server, or when it is not ready within 10 seconds.
 */
export async function startNats(): Promise<NatsServer> {
  const store = await mkdtemp(join(tmpdir(), "advertisex-nats-"));
  const port = await freePort();
  const config = join(store, "nats.conf");
  await writeFile(
    config,
    `host: 127.0.0.1\nport: ${port}\nmax_payload: 8MB\njetstream { store_dir: ${JSON.stringify(store)} }\n`,
  );
  const child = spawn("nats-server", ["-c", config], { stdio: "ignore" });
  const failed = new Promise<never>((_, reject) => {
    child.once("error", () => reject(new Error("nats-server is not on the PATH: `apt-get install nats-server`.")));
    child.once("exit", (code) => reject(new Error(`nats-server ended with code ${code}.`)));
  });
  failed.catch(() => undefined);
  await Promise.race([reachable(port), failed]);
  return {
    url: `nats://127.0.0.1:${port}`,
    process: child,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGTERM");
        await gone;
      }
      await rm(store, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function reachable(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("close", () => socket.destroy());
      socket.once("connect", () => socket.end());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nats-server did not listen on port ${port} within 10 seconds.`);
}
