import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileTrouble } from "../cli-error";
import { openLocalFile } from "./local-file";
import { openBody } from "./open-body";

const plain = Buffer.from(Array.from({ length: 20_000 }, (_, row) => `row-${row},${row * 7919}\n`).join(""));
// made with `zstd -c` of "eventId,userId\n1,ann\n2,bob\n"
const zstd = Buffer.from("KLUv/QRY2QAAZXZlbnRJZCx1c2VySWQKMSxhbm4KMixib2IK39cBMQ==", "base64");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-body-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function file(name: string, content: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return openLocalFile(path, {});
}

describe("openBody", () => {
  it("sends a plain file from any byte on, and says how long that is", async () => {
    const body = openBody(await file("a.csv", plain), 1234, () => {});
    expect(plain.subarray(1234).equals(await buffer(body.stream))).toBe(true);
    expect(body.headers).toEqual({ "content-type": "text/csv", "content-length": String(plain.length - 1234) });
  });

  it("sends nothing from the end on", async () => {
    const body = openBody(await file("a.csv", plain), plain.length, () => {});
    expect(await buffer(body.stream)).toHaveLength(0);
    expect(body.headers["content-length"]).toBe("0");
  });

  it("sends a compressed file as it is", async () => {
    const compressed = gzipSync(plain);
    let read = 0;
    const body = openBody(await file("a.csv.gz", compressed), 0, (bytes) => {
      read += bytes;
    });
    expect(compressed.equals(await buffer(body.stream))).toBe(true);
    expect(body.headers).toMatchObject({ "content-encoding": "gzip", "content-length": String(compressed.length) });
    expect(read).toBe(compressed.length);
  });

  it.each([
    ["a.csv.gz", gzipSync(plain)],
    ["members.csv.gz", Buffer.concat([gzipSync(plain.subarray(0, 5000)), gzipSync(plain.subarray(5000))])],
    ["a.csv.br", brotliCompressSync(plain)],
  ])("goes on inside %s", async (name, content) => {
    const body = openBody(await file(name, content), 98_765, () => {});
    expect(plain.subarray(98_765).equals(gunzipSync(await buffer(body.stream)))).toBe(true);
    expect(body.headers["content-encoding"]).toBe("gzip");
    expect(body.headers).not.toHaveProperty("content-length");
  });

  it("goes on inside zstandard", async () => {
    const body = openBody(await file("a.csv.zst", zstd), 15, () => {});
    expect(gunzipSync(await buffer(body.stream)).toString()).toBe("1,ann\n2,bob\n");
  });

  it("says that a file became shorter, or is broken", async () => {
    const shorter = await file("shorter.csv", plain);
    truncateSync(shorter.path, statSync(shorter.path).size - 1);
    await expect(buffer(openBody(shorter, 0, () => {}).stream)).rejects.toThrow(FileTrouble);
    const broken = await file("broken.csv.gz", gzipSync(plain).subarray(0, 30_000));
    await expect(buffer(openBody(broken, 10, () => {}).stream)).rejects.toThrow(/cannot be decompressed/);
  });
});
