import { expect, it } from "vitest";
import { isEarlier } from "./is-earlier";

it("takes a batch of this very sending for no earlier one, though clocks have whole seconds", () => {
  const sentSinceMs = Date.UTC(2026, 10, 23, 8, 0, 10, 700);
  expect(isEarlier("2026-11-23T08:00:10.200Z", sentSinceMs)).toBe(false);
  expect(isEarlier("2026-11-23T08:00:11.000Z", sentSinceMs)).toBe(false);
  expect(isEarlier("2026-11-23T08:00:07.000Z", sentSinceMs)).toBe(true);
});
