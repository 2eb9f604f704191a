import { expect, it, vi } from "vitest";
import { KeyCache } from "./key-cache";

function setup(maxEntries = 10) {
  let now = 0;
  const read = vi.fn(async (key: string) => `${key}@${now}`);
  const cache = new KeyCache(read, { ttlMs: 5_000, refreshAfterMs: 2_500, maxEntries, now: () => now });
  return { cache, read, pass: (ms: number) => (now += ms) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("asks the store once for a thousand requests", async () => {
  const { cache, read, pass } = setup();
  for (let request = 0; request < 1_000; request += 1) await cache.get("a");
  pass(2_499);
  expect(await cache.get("a")).toBe("a@0");
  expect(read).toHaveBeenCalledTimes(1);
});

it("never answers with what is five seconds old", async () => {
  const { cache, pass } = setup();
  await cache.get("a");
  pass(5_000);
  expect(await cache.get("a")).toBe("a@5000");
});

it("reads a key in use ahead of time, once, without letting anybody wait", async () => {
  const { cache, read, pass } = setup();
  await cache.get("a");
  pass(3_000);
  expect(await Promise.all([cache.get("a"), cache.get("a")])).toEqual(["a@0", "a@0"]);
  await settled();
  expect(read).toHaveBeenCalledTimes(2);
  pass(4_000);
  expect(await cache.get("a")).toBe("a@3000");
});

it("answers from what it knows while the store is down, but not beyond its time", async () => {
  const { cache, read, pass } = setup();
  await cache.get("a");
  read.mockRejectedValue(new Error("the database is down"));
  pass(4_999);
  expect(await cache.get("a")).toBe("a@0");
  await settled();
  pass(1);
  await expect(cache.get("a")).rejects.toThrow("down");
});

it("shares one read between requests that come together", async () => {
  const { cache, read } = setup();
  await Promise.all(Array.from({ length: 50 }, () => cache.get("a")));
  expect(read).toHaveBeenCalledTimes(1);
});

it("drops the least recently used and never holds more than its bound", async () => {
  const { cache, read } = setup(3);
  for (const key of ["a", "b", "c", "a", "d"]) await cache.get(key);
  expect(cache.size).toBe(3);
  read.mockClear();
  await cache.get("a");
  expect(read).not.toHaveBeenCalled();
  await cache.get("b");
  expect(read).toHaveBeenCalledWith("b");
});

it("does not remember a failed read", async () => {
  const { cache, read } = setup();
  read.mockRejectedValueOnce(new Error("the database is down"));
  await expect(cache.get("a")).rejects.toThrow("down");
  expect(await cache.get("a")).toBe("a@0");
});
