import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { FileTrouble, Refusal, Unavailable } from "../cli-error";
import { openLocalFile } from "../files/local-file";
import { ApiClient } from "../http/api-client";
import { type BreakingDoor, type Fate, startBreakingDoor } from "./breaking-door";
import { uploadFile } from "./upload-file";

const plain = Buffer.from(Array.from({ length: 60_000 }, (_, row) => `row-${row},${row * 7919}\n`).join(""));
let folder: string;
let door: BreakingDoor;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-upload-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => door.close());

async function upload(name: string, content: Uint8Array, fates: Fate[], more: { maxMs?: number; url?: URL } = {}) {
  door = await startBreakingDoor(fates);
  const path = join(folder, name);
  writeFileSync(path, content);
  const file = await openLocalFile(path, {});
  const notes: string[] = [];
  const send = () =>
    uploadFile(
      new ApiClient(more.url ?? door.url, "key"),
      { file, kind: "clicks", idempotencyKey: "k" },
      { maxMs: more.maxMs ?? 20_000, onPause: (why) => notes.push(why), onResume: () => notes.push("resumed") },
    );
  return { send, notes, path, isWhole: () => plain.equals(door.taken.get("k") ?? Buffer.alloc(0)) };
}

describe("uploadFile", () => {
  it("sends a file with its length under its key", async () => {
    const { send, isWhole } = await upload("a.csv", plain, []);
    expect(await send()).toMatchObject({ how: "sent", accepted: { batchId: "batch-1", bytes: plain.length } });
    expect(isWhole()).toBe(true);
    expect(door.uploads[0]?.headers).toMatchObject({
      authorization: "Bearer key",
      "content-type": "text/csv",
      "content-length": String(plain.length),
      "x-file-name": "a.csv",
    });
  });

  it("goes on where a broken connection left off, each byte once", async () => {
    const { send, notes, isWhole } = await upload("a.csv", plain, [{ breakAfter: 200_000 }, { breakAfter: 500_000 }]);
    expect(await send()).toMatchObject({ how: "sent" });
    expect(isWhole()).toBe(true);
    const offsets = door.uploads.map(({ offset }) => offset);
    expect(offsets).toHaveLength(3);
    expect(offsets[1]).toBeGreaterThan(0);
    expect(offsets[2]).toBeGreaterThan(offsets[1]!);
    expect(notes).toEqual(["the connection broke", "the connection broke"]);
  });

  it("goes on inside a compressed file", async () => {
    const { send, isWhole } = await upload("a.csv.gz", gzipSync(plain), [{ breakAfter: 500_000 }]);
    await send();
    expect(isWhole()).toBe(true);
    expect(door.uploads[1]?.offset).toBeGreaterThan(0);
  });

  it("sends nothing that another run has sent, and says so", async () => {
    const { send } = await upload("a.csv", plain, []);
    await send();
    expect(await send()).toMatchObject({ how: "already", accepted: { batchId: "batch-1" } });
    expect(door.uploads).toHaveLength(1);
  });

  it("goes on where another run was broken off", async () => {
    const { send, notes, isWhole } = await upload("a.csv", plain, [{ breakAfter: 300_000 }], { maxMs: 0 });
    await expect(send()).rejects.toThrow(Unavailable);
    expect(await send()).toMatchObject({ how: "resumed" });
    expect(notes).toEqual(["resumed"]);
    expect(isWhole()).toBe(true);
  });

  it("does not send again when only the answer was lost", async () => {
    const { send, isWhole } = await upload("a.csv", plain, [{ loseAnswer: true }]);
    expect(await send()).toMatchObject({ how: "sent" });
    expect(door.uploads).toHaveLength(1);
    expect(isWhole()).toBe(true);
  });

  it("waits for a server that is busy", async () => {
    const busy: Fate = { status: 503, error: { code: "unavailable", message: "Later." }, retryAfter: "1" };
    const { send, notes, isWhole } = await upload("a.csv", plain, [busy]);
    await send();
    expect(notes).toEqual(["503 Later."]);
    expect(isWhole()).toBe(true);
  });

  it("gives up at once when it is asked to wait longer than it may", async () => {
    const busy: Fate = { status: 429, error: { code: "rate_limited", message: "Slow." }, retryAfter: "60" };
    const { send } = await upload("a.csv", plain, [busy]);
    await expect(send()).rejects.toThrow(/429 Slow/);
  });

  it("tells a refusal with its details, also in front of the end of the body, and does not repeat it", async () => {
    const error = { code: "malformed_body", message: "Bad quote.", details: { byteOffset: 17, record: 2 } };
    const { send } = await upload("a.csv", Buffer.concat(Array(20).fill(plain)), [{ status: 400, error }]);
    const refusal = await send().catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 400, code: "malformed_body", details: { byteOffset: 17, record: 2 } });
    expect(door.uploads).toHaveLength(1);
  });

  it("says that nothing listens", async () => {
    const { send } = await upload("a.csv", plain, [], { maxMs: 0, url: new URL("http://127.0.0.1:9") });
    await expect(send()).rejects.toThrow(/127\.0\.0\.1:9 .*nothing listens/);
  });

  it("sends no file that has changed since its key was told", async () => {
    const { send, path } = await upload("a.csv", plain, []);
    appendFileSync(path, "more\n");
    await expect(send()).rejects.toThrow(FileTrouble);
    expect(door.uploads).toHaveLength(0);
  });
});
