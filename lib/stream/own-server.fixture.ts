import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A nats-server of a test's own, that it may kill and start again on the same store. */
export class OwnServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "advertisex-own-nats-"));
  #process: ChildProcess | undefined;

  private constructor(readonly port: number) {
    const settings = `host: 127.0.0.1\nport: ${port}\nmax_payload: 8MB\njetstream { store_dir: "${this.#folder}" }\n`;
    writeFileSync(join(this.#folder, "nats.conf"), settings);
  }

  static async create(): Promise<OwnServer> {
    const server = new OwnServer(await freePort());
    server.start();
    return server;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  start(): void {
    this.#process = spawn("nats-server", ["-c", join(this.#folder, "nats.conf")], { stdio: "ignore" });
  }

  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#process?.once("exit", resolve));
    this.#process?.kill("SIGKILL");
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
