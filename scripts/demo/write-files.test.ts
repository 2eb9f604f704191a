import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readLiveState } from "./live-state";
import { readManifest } from "./manifest";
import { writeFiles } from "./write-files";

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function write(seed: number) {
  const folder = await mkdtemp(join(tmpdir(), "g-files-"));
  folders.push(folder);
  return { folder, manifest: await writeFiles(folder, { seed, nowMs: Date.parse("2026-11-23T04:00:00Z"), days: 7 }) };
}

describe("writeFiles", () => {
  it("writes one file for each feed and six days, and says what they hold", async () => {
    const { folder, manifest } = await write(1);
    expect(manifest.files).toHaveLength(10);
    expect(await readManifest(folder)).toEqual(manifest);
    for (const file of manifest.files) expect((await stat(join(folder, file.name))).size).toBe(file.bytes);
    const { stored, duplicate, rejected } = manifest.expected;
    expect(stored + duplicate + rejected).toBe(manifest.files.reduce((sum, file) => sum + file.records, 0));
    expect(rejected).toBeGreaterThan(0);
    expect((await readdir(folder)).length).toBe(12);
  });

  it("writes the same bytes for the same seed, so that a second load is a repeat", async () => {
    const [first, again, other] = [await write(1), await write(1), await write(2)];
    expect(again.manifest).toEqual(first.manifest);
    expect(other.manifest.files.map((file) => file.sha256)).not.toEqual(
      first.manifest.files.map((file) => file.sha256),
    );
  });

  it("leaves what is still to come for the live demo", async () => {
    const { folder, manifest } = await write(1);
    const state = await readLiveState(folder);
    expect(state?.atMs).toBe(manifest.nowMs);
    expect(state?.waiting.length).toBeGreaterThan(0);
    expect(state?.waiting.every((record) => record.sentAt >= manifest.nowMs)).toBe(true);
  });
});
