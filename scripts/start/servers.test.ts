import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
// @ts-expect-error the start scripts are plain JavaScript, since nothing is installed when they run
import { environment } from "./servers.mjs";
// @ts-expect-error as above
import { readSettings } from "./settings.mjs";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "advertisex-servers-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});
const secret = () => environment(readSettings({ DATA_DIR: dataDir }, []), 1, 2).APP_SECRET;

it("takes the secret that it is given, and makes none then", () => {
  vi.stubEnv("APP_SECRET", "a secret that somebody gave to npm start");
  expect(secret()).toBe("a secret that somebody gave to npm start");
  expect(existsSync(join(dataDir, "secrets.json"))).toBe(false);
});

it("makes one once, without", () => {
  vi.stubEnv("APP_SECRET", "");
  const made = secret();
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(secret()).toBe(made);
});
