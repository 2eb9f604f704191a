import { expect, it } from "vitest";
import { SessionQueue } from "./session-queue";

it("gives the session to the next in line once, however often it is released", async () => {
  const queue = new SessionQueue<object>();
  const [one, two, three] = [{}, {}, {}];
  await queue.acquire(one);
  const order: string[] = [];
  const waiting = [
    queue.acquire(two).then(() => order.push("two")),
    queue.acquire(three).then(() => order.push("three")),
  ];
  queue.release(one);
  queue.release(one);
  await waiting[0];
  expect(order).toEqual(["two"]);
  queue.release(two);
  await waiting[1];
  expect(queue.isHeldBy(three)).toBe(true);
});
