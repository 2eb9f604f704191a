import { describe, expect, it } from "vitest";
import { Patience, parseRetryAfter } from "./patience";

function patience(maxMs: number) {
  const clock = { ms: 0 };
  return {
    clock,
    patience: new Patience(
      maxMs,
      () => clock.ms,
      () => 0.5,
    ),
  };
}

describe("Patience", () => {
  it("doubles its pauses up to half a minute", () => {
    const { patience: it } = patience(900_000);
    expect(Array.from({ length: 8 }, () => it.nextPauseMs())).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  it("spreads a pause by a quarter to both sides", () => {
    const at = (random: number) =>
      new Patience(
        900_000,
        () => 0,
        () => random,
      ).nextPauseMs();
    expect([at(0), at(1)]).toEqual([375, 625]);
  });

  it("waits at least as long as the server asks for", () => {
    expect(patience(900_000).patience.nextPauseMs(42_000)).toBe(42_000);
    expect(patience(900_000).patience.nextPauseMs(1)).toBe(500);
  });

  it("ends when the pause would outlast the time, not after it", () => {
    const { clock, patience: it } = patience(10_000);
    clock.ms = 9_500;
    expect(it.nextPauseMs()).toBe(500);
    expect(it.nextPauseMs()).toBeUndefined();
    expect(patience(10_000).patience.nextPauseMs(10_001)).toBeUndefined();
  });

  it("begins anew after progress", () => {
    const { clock, patience: it } = patience(10_000);
    it.nextPauseMs();
    it.nextPauseMs();
    clock.ms = 9_900;
    it.renew();
    expect(it.nextPauseMs()).toBe(500);
  });
});

describe("parseRetryAfter", () => {
  const now = Date.parse("2026-11-23T07:00:00Z");

  it.each([
    ["7", 7000],
    ["0", 0],
    ["Mon, 23 Nov 2026 07:00:30 GMT", 30_000],
    ["Mon, 23 Nov 2026 06:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("reads %s", (value, ms) => expect(parseRetryAfter(value, now)).toBe(ms));
});
