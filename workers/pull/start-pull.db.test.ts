import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { csvOf, PullWorld, taken } from "./pull-world.fixture";

let world: PullWorld;

beforeAll(async () => {
  world = await PullWorld.open();
});
beforeEach(() => world.begin());
afterEach(() => world.end());
afterAll(() => world.close());

async function filled(): Promise<void> {
  await world.bucket.put("daily/a.csv", csvOf(3));
  await world.bucket.put("daily/b.jsonl", '{"x":1}\n{"x":2}\n');
  await world.bucket.put("daily/c.csv.gz", gzipSync(csvOf(4)));
  await world.bucket.put("daily/broken.json", '[{"x":1},{"x":2]');
}

describe("a bucket", () => {
  it("is read file by file, each once in each version, and a refused one is not tried again", async () => {
    await filled();
    await world.makePull("bucket");
    await world.start();
    expect(await world.finished("bucket")).toBeNull();
    const first = await world.files("bucket");
    expect(first).toEqual([
      taken("daily/a.csv", 3),
      taken("daily/b.jsonl", 2),
      {
        name: "daily/broken.json",
        state: "failed",
        records: expect.any(Number),
        error: expect.stringMatching(/^Record \d/),
      },
      taken("daily/c.csv.gz", 4),
    ]);
    const chunks = await world.chunks();
    expect(new Set(chunks.map(({ via }) => via))).toEqual(new Set(["pull"]));
    expect(chunks.find(({ fileName }) => fileName === "daily/c.csv.gz")?.records).toBe(4);

    expect(await world.runAgain("bucket")).toBeNull();
    expect(await world.files("bucket")).toEqual(first);
    expect(await world.chunks()).toEqual(chunks);

    await world.bucket.put("daily/d.csv", csvOf(1));
    await world.bucket.put("daily/a.csv", csvOf(5));
    expect(await world.runAgain("bucket")).toBeNull();
    expect(await world.files("bucket")).toEqual([
      taken("daily/a.csv", 3),
      taken("daily/a.csv", 5),
      ...first.slice(1),
      taken("daily/d.csv", 1),
    ]);
  });

  it("is read once by two workers", async () => {
    for (let no = 0; no < 6; no += 1) {
      const id = `two-${no}`;
      await world.bucket.put(`${id}/a.csv`, csvOf(10));
      await world.bucket.put(`${id}/b.csv`, csvOf(10));
      const location = { ...world.bucket.location, prefix: `${id}/` };
      await world.makePull(id, location);
    }
    await Promise.all([world.start(), world.start()]);
    for (let no = 0; no < 6; no += 1) await world.finished(`two-${no}`);
    const rows = await world.prisma.pulledFile.findMany({ where: { pullId: { startsWith: "two-" } } });
    expect(rows.map(({ attempts, state }) => [attempts, state])).toEqual(Array(12).fill([1, "taken"]));
    expect((await world.chunks()).map(({ records }) => records)).toEqual(Array(12).fill(10));
  });

  it("tells why it cannot be listed", async () => {
    const location = { ...world.bucket.location, bucket: "nothing" };
    await world.makePull("none", location);
    await world.makePull("sealed");
    await world.prisma.pull.update({ where: { id: "sealed" }, data: { sealed: Uint8Array.of(1, 2, 3) } });
    await world.start();
    expect(await world.finished("none")).toMatch(/^There is no bucket `nothing`/);
    expect(await world.finished("sealed")).toMatch(/cannot be opened any more/);
  });
});

describe("a folder", () => {
  it("is read once its files are quiet", async () => {
    const path = join(world.folder, "in");
    await mkdir(path);
    await writeFile(join(path, "a.csv"), csvOf(2));
    await writeFile(join(path, "notes.pdf"), "%PDF-1.7\n");
    await world.makePull("folder", { type: "folder", path });
    await world.start();
    // what was written just now is taken a few seconds later, long before the hour is over
    await vi.waitFor(
      async () =>
        expect(await world.files("folder")).toEqual([
          taken("a.csv", 2),
          { name: "notes.pdf", state: "failed", records: 0, error: expect.stringMatching(/PDF/) },
        ]),
      { timeout: 30_000, interval: 200 },
    );
  });

  it("is not read outside of the roots", async () => {
    await world.makePull("outside", { type: "folder", path: "/etc" });
    await world.start();
    expect(await world.finished("outside")).toMatch(/does not lie below/);
    expect(await world.files("outside")).toEqual([]);
  });
});
