import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "./cli-error";
import { readTarget } from "./settings";

const local = {
  url: "http://127.0.0.1:3456",
  adminEmail: "a@example.com",
  adminPassword: "p",
  ingestKey: "local-ingest",
  readKey: "local-read",
  manageKey: "local-manage",
};
let folder: string;
let bare: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-settings-"));
  bare = join(folder, "bare");
  mkdirSync(join(folder, ".data"));
  mkdirSync(bare);
  writeFileSync(join(folder, ".data/credentials.json"), JSON.stringify(local));
});
afterAll(() => rmSync(folder, { recursive: true }));

const told = async (...args: Parameters<typeof readTarget>) => {
  const { url, key } = await readTarget(...args);
  return `${url.origin} ${key}`;
};

describe("readTarget", () => {
  it("takes what is given, options first", async () => {
    const env = { ADVERTISEX_URL: "https://env.example", ADVERTISEX_KEY: "env-key" };
    expect(await told({}, env, "ingest", folder)).toBe("https://env.example env-key");
    const options = { url: "https://option.example", key: "option-key" };
    expect(await told(options, env, "ingest", folder)).toBe("https://option.example option-key");
    expect(await told({ key: "k" }, {}, "ingest", bare)).toBe("http://127.0.0.1:3000 k");
  });

  it("uses the product that was started here", async () => {
    expect(await told({}, {}, "ingest", folder)).toBe("http://127.0.0.1:3456 local-ingest");
    expect(await told({}, {}, "manage", folder)).toBe("http://127.0.0.1:3456 local-manage");
    expect(await told({}, { DATA_DIR: "../.data" }, "manage", bare)).toContain("local-manage");
    expect(await told({ url: "http://localhost:3456/" }, {}, "ingest", folder)).toBe(
      "http://localhost:3456 local-ingest",
    );
  });

  it("gives the local keys to no other server", async () => {
    for (const url of ["http://127.0.0.1:3457", "https://127.0.0.1:3456", "http://other.example:3456"]) {
      await expect(readTarget({ url }, {}, "ingest", folder)).rejects.toThrow(/A key is needed/);
    }
  });

  it.each([
    [{}, /A key is needed, and none is set/],
    [{ url: "ads.example.com", key: "k" }, /not an address/],
    [{ url: "ftp://ads.example.com", key: "k" }, /not an address/],
    [{ url: "https://me:pw@ads.example.com", key: "k" }, /no sign-in/],
    [{ key: "two words" }, /copy it again/],
  ])("says what is wrong with %o", async (options, message) => {
    const refusal = readTarget(options, {}, "ingest", bare);
    await expect(refusal).rejects.toThrow(UsageError);
    await expect(refusal).rejects.toThrow(message);
  });
});
