import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSettings } from "./settings";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "g-settings-"));
});

afterEach(() => rm(folder, { recursive: true }));

const keys = { url: "u", ingestKey: "i", manageKey: "m", readKey: "r" };

describe("readSettings", () => {
  it("takes the keys from the credentials, and the address from the settings", async () => {
    await writeFile(join(folder, "credentials.json"), JSON.stringify(keys));
    expect(await readSettings({ DATA_DIR: folder, PORT: "15201" })).toEqual({
      baseUrl: "http://127.0.0.1:15201",
      folder: join(folder, "demo"),
      liveRate: 0.5,
      manageKey: "m",
      readKey: "r",
    });
  });

  it.each([
    [{}, "http://127.0.0.1:3000"],
    [{ PUBLIC_URL: "https://ads.example/" }, "https://ads.example"],
    [{ PUBLIC_URL: "https://ads.example/", HOST: "0.0.0.0", PORT: "15201" }, "http://127.0.0.1:15201"],
    [{ HOST: "::", PORT: "15201" }, "http://[::1]:15201"],
  ])("finds the server of %j at %s", async (env, address) => {
    await writeFile(join(folder, "credentials.json"), JSON.stringify(keys));
    expect((await readSettings({ DATA_DIR: folder, ...env })).baseUrl).toBe(address);
  });

  it("says in one sentence what is missing", async () => {
    await expect(readSettings({ DATA_DIR: folder })).rejects.toThrow("npm start");
    await writeFile(join(folder, "credentials.json"), "{ torn");
    await expect(readSettings({ DATA_DIR: folder })).rejects.toThrow("no manageKey and readKey");
    await writeFile(join(folder, "credentials.json"), JSON.stringify(keys));
    await expect(readSettings({ DATA_DIR: folder, DEMO_LIVE_RATE: "many" })).rejects.toThrow("DEMO_LIVE_RATE");
  });
});
