import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Starts the product by its own command on an empty data directory, waits for its last line, and
 * stops it with SIGTERM at the end. Restatements come after two seconds of calm, so that tests need not wait long. `E2E_DATA_DIR` names a running product's directory instead.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_DATA_DIR) return undefined;
  const dataDir = await mkdtemp(join(tmpdir(), "advertisex-e2e-"));
  const port = process.env.E2E_PORT ?? "3977";
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: port, HOST: "127.0.0.1", DEMO: "1", RESTATE_QUIET_SECONDS: "2" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`npm start was not ready within 5 minutes:\n${output}`)), 300_000);
    const read = (piece: Buffer) => {
      output += piece.toString();
      if (!output.includes("credentials.json")) return;
      clearTimeout(limit);
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    gone.then((code) => reject(new Error(`npm start ended with code ${code}:\n${output}`)));
  });
  process.env.E2E_DATA_DIR = dataDir;
  return async () => {
    child.kill("SIGTERM");
    await gone;
    await rm(dataDir, { recursive: true, force: true });
  };
}
