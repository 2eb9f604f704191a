import { expect, it } from "vitest";
import { createSlots } from "./import-slots";

it("runs as many at a time as there are slots, in the order of their coming", async () => {
  const slots = createSlots(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  for (const task of [0, 1, 2, 3]) {
    slots.run(() => {
      begun.push(task);
      return new Promise((resolve) => ends.push(resolve));
    });
  }
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await Promise.resolve().then(() => new Promise((resolve) => setTimeout(resolve)));
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  ends[2]?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(begun).toEqual([0, 1, 2, 3]);
});
