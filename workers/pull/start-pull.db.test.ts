import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { seal } from "@/lib/auth/seal";
import { startBucket, type TestBucket, testKey } from "@/lib/storage/pull/bucket.fixture";
import type { Role } from "@/workers/runtime/role";
import { openPullWorld, type PullWorld } from "./pull-world.fixture";
import { startPull } from "./start-pull";

let world: PullWorld;
let bucket: TestBucket;
let folder: string;
const roles: Role[] = [];

beforeAll(async () => {
  world = await openPullWorld();
});
beforeEach(async () => {
  await world.reset();
  bucket = await startBucket();
  folder = await mkdtemp(join(tmpdir(), "advertisex-pull-role-"));
});
afterEach(async () => {
  await Promise.all(roles.splice(0).map((role) => role.stop()));
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => world.close());

async function start(): Promise<Role> {
  const role = await startPull(world.context([folder]));
  roles.push(role);
  return role;
}

const makeBucketPull = (id: string) =>
  world.makePull(id, { location: bucket.location, pattern: "**/*.*" }, seal(testKey.secretAccessKey, `pull:${id}`));

/** Waits until the pull has run since this moment, and rests. */
async function finished(id: string, since = new Date()): Promise<string | null> {
  return vi.waitFor(
    async () => {
      const pull = await world.prisma.pull.findUniqueOrThrow({ where: { id } });
      expect(pull.holder).toBeNull();
      expect(pull.lastFinishedAt?.getTime()).toBeGreaterThan(since.getTime());
      return pull.lastError;
    },
    { timeout: 20_000, interval: 100 },
  );
}

async function runAgain(id: string): Promise<string | null> {
  const since = new Date();
  await world.makeDue(id);
  return finished(id, since);
}

const csv = (rows: number) =>
  `occurred_at,user_id,campaign_id\n${Array.from({ length: rows }, (_, no) => `2026-11-22T10:00:00Z,u${no},c1\n`).join("")}`;
const taken = (name: string, records: number) => ({ name, state: "taken", records, error: null });

async function filled(): Promise<void> {
  await bucket.put("daily/a.csv", csv(3));
  await bucket.put("daily/b.jsonl", '{"x":1}\n{"x":2}\n');
  await bucket.put("daily/c.csv.gz", gzipSync(csv(4)));
  await bucket.put("daily/broken.json", '[{"x":1},{"x":2]');
}

describe("a bucket", () => {
  it("is read file by file, each once in each version, and a refused one is not tried again", async () => {
    await filled();
    await makeBucketPull("bucket");
    await start();
    const since = new Date(Date.now() - 10_000);
    expect(await finished("bucket", since)).toBeNull();
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

    expect(await runAgain("bucket")).toBeNull();
    expect(await world.files("bucket")).toEqual(first);
    expect(await world.chunks()).toEqual(chunks);

    await bucket.put("daily/d.csv", csv(1));
    await bucket.put("daily/a.csv", csv(5));
    expect(await runAgain("bucket")).toBeNull();
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
      await bucket.put(`${id}/a.csv`, csv(10));
      await bucket.put(`${id}/b.csv`, csv(10));
      const location = { ...bucket.location, prefix: `${id}/` };
      await world.makePull(id, { location }, seal(testKey.secretAccessKey, `pull:${id}`));
    }
    const since = new Date(Date.now() - 10_000);
    await Promise.all([start(), start()]);
    for (let no = 0; no < 6; no += 1) await finished(`two-${no}`, since);
    const rows = await world.prisma.pulledFile.findMany({ where: { pullId: { startsWith: "two-" } } });
    expect(rows.map(({ attempts, state }) => [attempts, state])).toEqual(Array(12).fill([1, "taken"]));
    expect((await world.chunks()).map(({ records }) => records)).toEqual(Array(12).fill(10));
  });

  it("tells why it cannot be listed", async () => {
    const location = { ...bucket.location, bucket: "nothing" };
    await world.makePull("none", { location }, seal(testKey.secretAccessKey, "pull:none"));
    await world.makePull("sealed", { location: bucket.location }, seal(testKey.secretAccessKey, "pull:another"));
    await start();
    expect(await finished("none", new Date(0))).toMatch(/^There is no bucket `nothing`/);
    expect(await finished("sealed", new Date(0))).toMatch(/cannot be opened any more/);
  });
});

describe("a folder", () => {
  const put = async (name: string, content: string, isOld = true) => {
    await mkdir(join(folder, "in"), { recursive: true });
    await writeFile(join(folder, "in", name), content);
    if (isOld) await utimes(join(folder, "in", name), new Date(0), new Date(0));
  };
  const location = () => ({ type: "folder" as const, path: join(folder, "in") });

  it("is read once its files are quiet", async () => {
    await put("a.csv", csv(2));
    await put("notes.pdf", "%PDF-1.7\n");
    await world.makePull("folder", { location: location() });
    await start();
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
    await world.makePull("outside", { location: { type: "folder", path: "/etc" } });
    await start();
    expect(await finished("outside", new Date(0))).toMatch(/does not lie below/);
    expect(await world.files("outside")).toEqual([]);
  });
});

it("stores nothing twice of a file in whose middle it was stopped", async () => {
  const rows = 60_000;
  await bucket.put("big.csv", csv(rows));
  await makeBucketPull("big");
  const first = await start();
  await vi.waitFor(async () => expect((await world.chunks()).length).toBeGreaterThan(3), {
    timeout: 20_000,
    interval: 5,
  });
  await first.stop();
  const before = await world.chunks();
  expect(await world.files("big")).toEqual([]);
  expect(before.reduce((sum, { records }) => sum + records, 0)).toBeLessThan(rows);
  await start();
  expect(await finished("big", new Date(0))).toBeNull();
  expect(await world.files("big")).toEqual([taken("big.csv", rows)]);
  const chunks = await world.chunks();
  expect(new Set(chunks.map(({ batchId }) => batchId)).size).toBe(1);
  expect(new Set(chunks.map(({ chunkNo }) => chunkNo)).size).toBe(chunks.length);
  expect(chunks.reduce((sum, { records }) => sum + records, 0)).toBe(rows);
});

it("stops reading a pull that is changed meanwhile, and begins again as it is then", async () => {
  const rows = 200_000;
  await bucket.put("a.csv", csv(rows));
  await makeBucketPull("changed");
  // slow enough to be changed in the middle, whatever the machine
  await world.prisma.source.updateMany({ data: { maxEventsPerSecond: 5_000 } });
  await start();
  await vi.waitFor(async () => expect((await world.chunks()).length).toBeGreaterThan(0), { timeout: 20_000 });
  await world.prisma.pull.update({ where: { id: "changed" }, data: { pattern: "*.json", updatedAt: new Date() } });
  expect(await finished("changed", new Date(0))).toBeNull();
  expect(await world.files("changed")).toEqual([]);
  expect((await world.chunks()).reduce((sum, { records }) => sum + records, 0)).toBeLessThan(rows);
});

/** Serves one object of a bucket, and breaks off after its first half until it is told otherwise. */
async function breakingStore(content: Buffer): Promise<{ endpoint: string; mend(): void; close(): void }> {
  let isMended = false;
  const server = createServer((request, response) => {
    if (request.url?.includes("list-type")) {
      const object = `<Key>a.csv</Key><ETag>"e"</ETag><Size>${content.length}</Size><LastModified>2026-11-23T00:00:00Z</LastModified>`;
      return response.end(
        `<ListBucketResult><IsTruncated>false</IsTruncated><Contents>${object}</Contents></ListBucketResult>`,
      );
    }
    response.writeHead(200, { "content-length": content.length, etag: '"e"' });
    if (isMended) return response.end(content);
    return response.write(content.subarray(0, content.length / 2), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const mend = () => {
    isMended = true;
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, mend, close: () => server.close() };
}

it("tries a file again that broke off in the middle, and stores nothing twice of it", async () => {
  const rows = 20_000;
  const store = await breakingStore(Buffer.from(csv(rows)));
  const location = { ...bucket.location, endpoint: store.endpoint };
  await world.makePull("breaks", { location }, seal("s", "pull:breaks"));
  await start();
  expect(await finished("breaks", new Date(0))).toMatch(/^The connection broke after \d+ of \d+ bytes\.$/);
  expect(await world.files("breaks")).toMatchObject([{ name: "a.csv", state: "retrying" }]);
  const { lastFinishedAt, nextAt } = await world.prisma.pull.findUniqueOrThrow({ where: { id: "breaks" } });
  expect(nextAt.getTime() - (lastFinishedAt?.getTime() ?? 0)).toBeLessThan(20_000);
  const before = await world.chunks();
  expect(before.length).toBeGreaterThan(0);

  store.mend();
  await world.prisma.pulledFile.updateMany({ where: { pullId: "breaks" }, data: { takenAt: new Date(0) } });
  expect(await runAgain("breaks")).toBeNull();
  expect(await world.files("breaks")).toEqual([taken("a.csv", rows)]);
  const chunks = await world.chunks();
  expect(chunks.slice(0, before.length)).toEqual(before);
  expect(new Set(chunks.map(({ batchId }) => batchId)).size).toBe(1);
  expect(chunks.reduce((sum, { records }) => sum + records, 0)).toBe(rows);
  store.close();
});

it("lets go of the rest of a large file that is refused at its beginning", async () => {
  await bucket.put("big.json", `[1,}${" ".repeat(20_000_000)}]`);
  await bucket.put("small.csv", csv(1));
  await makeBucketPull("refused");
  await start();
  expect(await finished("refused", new Date(0))).toBeNull();
  expect(await world.files("refused")).toMatchObject([{ name: "big.json", state: "failed" }, taken("small.csv", 1)]);
});
