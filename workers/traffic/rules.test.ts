import { describe, expect, it } from "vitest";
import { seeded } from "@/lib/attribution/journey.fixture";
import { isTooSoon } from "./rules/click-too-soon";
import { isMeasured } from "./rules/click-without-impression";
import { rateMarks, rateSpans } from "./rules/rate";
import { RepeatedClickWalk } from "./rules/repeated-click";
import { enoughAddresses, manyAddressesMarks } from "./rules/user-on-many-addresses";

const dayMs = 86_400_000;

/** The definition word for word: some window [s, s + W) holds the event and more than N. */
function naiveRate(times: readonly number[], { seconds, events }: { seconds: number; events: number }): number[] {
  const holds = (from: number, at: number) => at >= from && at < from + seconds * 1000;
  return times.filter((at) =>
    times.some((from) => holds(from, at) && times.filter((other) => holds(from, other)).length > events),
  );
}

describe("rate", () => {
  it("leaves as many as the limit, and one less than a window apart is one too many", () => {
    const limit = { seconds: 60, events: 2 };
    expect(rateSpans([0, 30_000, 60_000], limit)).toEqual([]);
    expect(rateSpans([0, 30_000, 59_999], limit)).toEqual([{ from: 0, to: 59_999 }]);
    expect(rateSpans([5, 5, 5, 70_000], limit)).toEqual([{ from: 5, to: 5 }]);
    // each in one window that is too full, though no window holds them all
    expect(rateSpans([0, 40_000, 50_000, 90_000, 105_000], limit)).toEqual([{ from: 0, to: 105_000 }]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("marks what the definition says of random times (seed %i)", (seed) => {
    const random = seeded(seed);
    for (let round = 0; round < 60; round += 1) {
      const times = Array.from({ length: 60 }, () => Math.floor(random() * 40) * (random() < 0.5 ? 1000 : 500));
      times.sort((a, b) => a - b);
      const limit = { seconds: 1 + Math.floor(random() * 6), events: 1 + Math.floor(random() * 8) };
      const spans = rateSpans(times, limit);
      const marked = times.filter((at) => spans.some((span) => at >= span.from && at <= span.to));
      expect(marked).toEqual(naiveRate(times, limit));
    }
  });

  it("judges an event by what is set at its time, and counts those of other times with it", () => {
    const limits = (events: number) => ({ limits: [{ kind: "click" as const, seconds: 60, events }] });
    const stretches = [
      { from: 0, to: 9999, setting: { params: limits(3), version: 1 } },
      { from: 10_000, to: 99_999, setting: { params: limits(2), version: 2 } },
    ];
    expect(rateMarks("user_rate", "click", [9000, 10_000, 11_000], stretches)).toEqual([
      { from: 10_000, to: 11_000, mark: "user_rate@2" },
    ]);
    expect(rateMarks("user_rate", "impression", [9000, 10_000, 11_000], stretches)).toEqual([]);
  });

  it("remembers no more times than a limit counts", () => {
    const times = (function* () {
      for (let at = 0; at < 200_000; at += 1) yield at * 10;
    })();
    expect(rateSpans(times, { seconds: 1, events: 50 })).toEqual([{ from: 0, to: 1_999_990 }]);
  });
});

describe("repeated_click", () => {
  it("takes in the exact second, ties, and the same creative only", () => {
    const walk = new RepeatedClickWalk(10_000);
    const click = (at: number, creativeId: string | null) => walk.step({ at, creativeId }, { seconds: 10 });
    expect(click(0, "a")).toBe(false);
    expect(click(0, "b")).toBe(false);
    expect(click(0, "a")).toBe(true);
    expect(click(10_000, "a")).toBe(true);
    expect(click(20_001, "a")).toBe(false);
    expect(click(20_001, null)).toBe(false);
    expect(click(20_002, null)).toBe(true);
  });

  it.each([1, 2, 3, 4])("says what looking at all others says (seed %i)", (seed) => {
    const random = seeded(seed);
    const clicks = Array.from({ length: 200 }, () => ({
      at: Math.floor(random() * 300) * 500,
      creativeId: ["a", "b", null][Math.floor(random() * 3)] ?? null,
    })).sort((a, b) => a.at - b.at);
    const secondsAt = (at: number) => (at < 70_000 ? 1 : 4);
    const walk = new RepeatedClickWalk(4000);
    for (const [index, click] of clicks.entries()) {
      const expected = clicks
        .slice(0, index)
        .some((other) => other.creativeId === click.creativeId && click.at - other.at <= secondsAt(click.at) * 1000);
      expect(walk.step(click, { seconds: secondsAt(click.at) })).toBe(expected);
    }
  });
});

describe("click_too_soon", () => {
  const soon = (clickAt: number, seenAt: number | undefined, windowMs = dayMs) =>
    isTooSoon(clickAt, seenAt, { milliseconds: 300 }, windowMs);

  it("wants 300 ms between, and says nothing of whole seconds", () => {
    expect(soon(1000.5 * 1000, undefined)).toBe(false);
    expect(soon(10_299, 10_000)).toBe(true);
    expect(soon(10_300, 10_000)).toBe(false);
    expect(soon(10_000, 10_000)).toBe(false);
    expect(soon(10_001, 10_001)).toBe(true);
    expect(soon(10_000, 9_701)).toBe(true);
  });

  it("takes no impression that is older than the campaign's window", () => {
    expect(soon(10_299, 10_000, 0)).toBe(false);
    expect(soon(10_001, 10_001, 0)).toBe(true);
  });
});

describe("user_on_many_addresses", () => {
  const names = (first: number, count: number) => Array.from({ length: count }, (_, index) => `a${first + index}`);
  const stretch = { from: 0, to: 40 * dayMs - 1, setting: { params: { perDay: 3, perWeek: 5 }, version: 1 } };
  const daysOf = (addresses: Map<number, string[]>) =>
    manyAddressesMarks(addresses, [stretch]).map((span) => Math.floor(span.from / dayMs));

  it("marks the day with too many, and every seven days in a row that have too many", () => {
    expect(daysOf(new Map([[10, names(0, 3)]]))).toEqual([]);
    expect(daysOf(new Map([[10, names(0, 4)]]))).toEqual([10]);
    expect(
      daysOf(
        new Map([
          [10, names(0, 3)],
          [16, names(3, 3)],
        ]),
      ),
    ).toEqual([10, 11, 12, 13, 14, 15, 16]);
    expect(
      daysOf(
        new Map([
          [10, names(0, 3)],
          [17, names(3, 3)],
        ]),
      ),
    ).toEqual([]);
    expect(
      daysOf(
        new Map([
          [10, names(0, 3)],
          [16, names(1, 3)],
        ]),
      ),
    ).toEqual([]);
  });

  it.each([1, 2, 3, 4])("says what the definition says, also of a day cut to enough addresses (seed %i)", (seed) => {
    const random = seeded(seed);
    const addresses = new Map<number, string[]>();
    for (let no = 0; no < 45; no += 1) {
      const day = Math.floor(random() * 30);
      addresses.set(day, [...(addresses.get(day) ?? []), `a${Math.floor(random() * 14)}`]);
    }
    const different = (days: number[]) => new Set(days.flatMap((day) => addresses.get(day) ?? [])).size;
    const week = [0, 1, 2, 3, 4, 5, 6];
    const expected = Array.from({ length: 40 }, (_, day) => day).filter(
      (day) => different([day]) > 3 || week.some((before) => different(week.map((after) => day + after - before)) > 5),
    );
    expect(daysOf(addresses)).toEqual(expected);
    const enough = enoughAddresses([stretch]);
    const cut = new Map([...addresses].map(([day, all]) => [day, [...new Set(all)].slice(0, enough)]));
    expect(daysOf(cut)).toEqual(expected);
  });

  it("judges each part of a day by what is set for it", () => {
    const stretches = [
      { from: 10 * dayMs, to: 10 * dayMs + 99, setting: { params: { perDay: 9, perWeek: 9 }, version: 1 } },
      { from: 10 * dayMs + 100, to: 11 * dayMs - 1, setting: { params: { perDay: 3, perWeek: 9 }, version: 2 } },
    ];
    expect(manyAddressesMarks(new Map([[10, names(0, 4)]]), stretches)).toEqual([
      { from: 10 * dayMs + 100, to: 11 * dayMs - 1, mark: "user_on_many_addresses@2" },
    ]);
  });
});

describe("click_without_impression", () => {
  it("wants enough clicks, and enough of them with their impression, both limits included", () => {
    const measured = (clicks: number, matched: number, minMatchedShare = 0.5) =>
      isMeasured({ clicks, matched }, { minClicks: 20, minMatchedShare });
    expect(measured(20, 10)).toBe(true);
    expect(measured(19, 19)).toBe(false);
    expect(measured(20, 9)).toBe(false);
    expect(measured(100, 55, 0.55)).toBe(true);
    expect(measured(100, 29, 0.29)).toBe(true);
  });
});
