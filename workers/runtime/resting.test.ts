import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Resting } from "./resting";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

it("leaves what failed out for half a minute from its last fault, each for itself", () => {
  const resting = new Resting<string>();
  resting.add("first");
  vi.advanceTimersByTime(20_000);
  resting.add("second");
  vi.advanceTimersByTime(9_999);
  expect(resting.list()).toEqual(["first", "second"]);
  vi.advanceTimersByTime(1);
  expect(resting.list()).toEqual(["second"]);
  resting.add("second");
  vi.advanceTimersByTime(29_999);
  expect(resting.list()).toEqual(["second"]);
  vi.advanceTimersByTime(1);
  expect(resting.list()).toEqual([]);
});
