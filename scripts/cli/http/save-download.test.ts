import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Unavailable, UsageError } from "../cli-error";
import { ApiClient } from "./api-client";
import { saveDownload } from "./save-download";

let folder: string;
let server: http.Server;
let client: ApiClient;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-download-"));
  server = http.createServer(({ url }, response) => {
    response.writeHead(200, { "content-length": "6" });
    if (url === "/broken") response.write("rec", () => response.destroy());
    else response.end("record");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = new ApiClient(new URL(`http://127.0.0.1:${port}`), "key");
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
  rmSync(folder, { recursive: true });
});

it("saves what is whole, and nothing of what broke off", async () => {
  await saveDownload(client, "/whole", join(folder, "a.csv"));
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("record");
  await expect(saveDownload(client, "/broken", join(folder, "b.csv"))).rejects.toBeInstanceOf(Unavailable);
  expect(readdirSync(folder)).toEqual(["a.csv"]);
});

it.skipIf(!existsSync("/dev/full"))("blames a full disk on the disk, not on the server", async () => {
  symlinkSync("/dev/full", join(folder, "a.csv.part"));
  const saving = saveDownload(client, "/whole", join(folder, "a.csv"));
  await expect(saving).rejects.toBeInstanceOf(UsageError);
  await expect(saving).rejects.toThrow("the disk is full");
});

it("says that there is no such folder", async () => {
  const saving = saveDownload(client, "/whole", join(folder, "none/a.csv"));
  await expect(saving).rejects.toThrow("no such folder");
});
