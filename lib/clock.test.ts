import { expect, it } from "vitest";
import { within } from "./clock";

it("gives what comes in time, and no later", async () => {
  expect(await within(1_000, Promise.resolve("here"))).toBe("here");
  await expect(within(1_000, Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(within(10, new Promise(() => undefined))).rejects.toThrow("10 ms");
});
