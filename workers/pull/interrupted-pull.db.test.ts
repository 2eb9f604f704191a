import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { csvOf, PullWorld, recordsIn, taken } from "./pull-world.fixture";

let world: PullWorld;

beforeAll(async () => {
  world = await PullWorld.open();
});
beforeEach(() => world.begin());
afterEach(() => world.end());
afterAll(() => world.close());

it("stores nothing twice of a file in whose middle it was stopped", async () => {
  const rows = 60_000;
  await world.bucket.put("big.csv", csvOf(rows));
  await world.makePull("big");
  await world.start();
  await vi.waitFor(async () => expect((await world.chunks()).length).toBeGreaterThan(3), {
    timeout: 20_000,
    interval: 5,
  });
  await world.stopRoles();
  const before = await world.chunks();
  expect(await world.files("big")).toEqual([]);
  expect(recordsIn(before)).toBeLessThan(rows);
  await world.start();
  expect(await world.finished("big")).toBeNull();
  expect(await world.files("big")).toEqual([taken("big.csv", rows)]);
  const chunks = await world.chunks();
  expect(new Set(chunks.map(({ batchId }) => batchId)).size).toBe(1);
  expect(new Set(chunks.map(({ chunkNo }) => chunkNo)).size).toBe(chunks.length);
  expect(recordsIn(chunks)).toBe(rows);
});

it("stops reading a pull that is changed meanwhile, and begins again as it is then", async () => {
  const rows = 200_000;
  await world.bucket.put("a.csv", csvOf(rows));
  await world.makePull("changed");
  // slow enough to be changed in the middle, whatever the machine
  await world.limit(5_000);
  await world.start();
  await vi.waitFor(async () => expect((await world.chunks()).length).toBeGreaterThan(0), { timeout: 20_000 });
  await world.prisma.pull.update({ where: { id: "changed" }, data: { pattern: "*.json", updatedAt: new Date() } });
  expect(await world.finished("changed")).toBeNull();
  expect(await world.files("changed")).toEqual([]);
  expect(recordsIn(await world.chunks())).toBeLessThan(rows);
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
  const store = await breakingStore(Buffer.from(csvOf(rows)));
  const location = { ...world.bucket.location, endpoint: store.endpoint };
  await world.makePull("breaks", location);
  await world.start();
  expect(await world.finished("breaks")).toMatch(/^The connection broke after \d+ of \d+ bytes\.$/);
  expect(await world.files("breaks")).toMatchObject([{ name: "a.csv", state: "retrying" }]);
  const { lastFinishedAt, nextAt } = await world.prisma.pull.findUniqueOrThrow({ where: { id: "breaks" } });
  expect(nextAt.getTime() - (lastFinishedAt?.getTime() ?? 0)).toBeLessThan(20_000);
  const before = await world.chunks();
  expect(before.length).toBeGreaterThan(0);

  store.mend();
  await world.prisma.pulledFile.updateMany({ where: { pullId: "breaks" }, data: { takenAt: new Date(0) } });
  expect(await world.runAgain("breaks")).toBeNull();
  expect(await world.files("breaks")).toEqual([taken("a.csv", rows)]);
  const chunks = await world.chunks();
  expect(chunks.slice(0, before.length)).toEqual(before);
  expect(new Set(chunks.map(({ batchId }) => batchId)).size).toBe(1);
  expect(recordsIn(chunks)).toBe(rows);
  store.close();
});

it("lets go of the rest of a large file that is refused at its beginning", async () => {
  await world.bucket.put("big.json", `[1,}${" ".repeat(20_000_000)}]`);
  await world.bucket.put("small.csv", csvOf(1));
  await world.makePull("refused");
  await world.start();
  expect(await world.finished("refused")).toBeNull();
  expect(await world.files("refused")).toMatchObject([{ name: "big.json", state: "failed" }, taken("small.csv", 1)]);
});
