import { expect, it } from "vitest";
import { freshnessState } from "./freshness-state";

const now = new Date("2026-11-23T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

it.each([
  [0, 60, "fresh"],
  [90, 60, "fresh"],
  [91, 60, "late"],
  [180, 60, "late"],
  [181, 60, "stale"],
  // a sender whose clock, or ours, is off by a little
  [-30, 60, "fresh"],
  [86_400, null, "fresh"],
  [86_401, null, "stale"],
])("%d seconds of silence with a period of %j are %s", (silence, expectedEverySeconds, expected) => {
  expect(freshnessState({ lastReceivedAt: ago(silence), expectedEverySeconds, now })).toBe(expected);
});

it("says never where nothing ever came", () => {
  expect(freshnessState({ lastReceivedAt: null, expectedEverySeconds: 60, now })).toBe("never");
});
