import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-start-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm start`'s script and gives what it says when it cannot start. */
async function refusal(env: Record<string, string>): Promise<string> {
  const run = promisify(execFile)(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, DATA_DIR: join(folder, "data"), ...env },
    timeout: 15_000,
  });
  const error = await run.then(
    () => new Error("it started"),
    (failure: Error & { stderr: string }) => failure,
  );
  return "stderr" in error ? String(error.stderr) : error.message;
}

describe("npm start refuses with one sentence", () => {
  it("when its port is in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    expect(await refusal({ PORT: String(port) })).toBe(
      `AdvertiseX cannot start. Port ${port} is in use: end what listens there, or set PORT to another one.\n`,
    );
    taken.close();
  });

  it.each([
    ["PORT", "http", /PORT is 'http': set it to a number/],
    ["DEMO", "yes", /DEMO is 'yes': set it to 0 or 1/],
    ["APP_SECRET", "short", /APP_SECRET has fewer than 32 characters: set it to a longer one/],
  ])("when %s is %s", async (name, value, sentence) => {
    expect(await refusal({ [name]: value })).toMatch(sentence);
  });

  it("when the data directory is a file", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await refusal({ DATA_DIR: file })).toMatch(/is not a directory: name another DATA_DIR\.\n$/);
  });

  it("when it already runs on that data directory", async () => {
    const dataDir = join(folder, "shared");
    const script = `const { takeDataDirectory } = await import(${JSON.stringify(new URL("data-directory.mjs", import.meta.url).href)});
      takeDataDirectory(${JSON.stringify(dataDir)}); console.log("taken"); setTimeout(() => {}, 60000);`;
    // named so that its command line reads like the start script's
    const other = spawn(process.execPath, ["--input-type=module", "-e", script, "start.mjs"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => other.stdout.once("data", resolve));
    expect(await refusal({ DATA_DIR: dataDir })).toMatch(new RegExp(`already runs on .* \\(process ${other.pid}\\)`));
    other.kill("SIGKILL");
    await new Promise((resolve) => other.once("exit", resolve));
  });
});
