import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Batch } from "@/lib/contracts/batch";
import { BatchWatch } from "./batch-watch";

const batch = (batchId: string) => ({ batchId, source: "s1" }) as Batch;
const until = async (isSo: () => boolean) => {
  while (!isSo()) await delay(5);
};

it("looks once for all watchers of a batch, with the source that was found before", async () => {
  const looks: string[] = [];
  const watch = new BatchWatch(async (id, source) => {
    looks.push(`${id} of ${source}`);
    return batch(id);
  });
  const told: string[] = [];
  const stops = ["one", "two"].map((name) => watch.watch(batch("b1"), () => told.push(name)));
  stops.push(watch.watch(batch("b2"), () => told.push("three")));
  await until(() => told.length >= 3);
  expect(told).toEqual(["one", "two", "three"]);
  expect(looks).toEqual(["b1 of s1", "b2 of s1"]);
  for (const stop of stops) stop();
  await until(() => watch.isResting);
});

it("rests once the last watcher has gone, and begins again with the next one", async () => {
  let looks = 0;
  const watch = new BatchWatch(async (id) => {
    looks += 1;
    return batch(id);
  });
  const stop = watch.watch(batch("b1"), () => undefined);
  stop();
  // in the same moment, while the rounds are still ending
  let told = 0;
  const stopNext = watch.watch(batch("b2"), () => {
    told += 1;
  });
  await until(() => told > 0);
  stopNext();
  stopNext();
  await until(() => watch.isResting);
  expect(looks).toBe(told);
});

it("goes on when a look fails", async () => {
  let looks = 0;
  const watch = new BatchWatch(async (id) => {
    looks += 1;
    if (looks === 1) throw new Error("the database is away");
    return batch(id);
  });
  const told = await new Promise<Batch | undefined>((resolve) => {
    const stop = watch.watch(batch("b1"), (found) => {
      stop();
      resolve(found);
    });
  });
  expect(told).toEqual(batch("b1"));
  expect(looks).toBe(2);
});
