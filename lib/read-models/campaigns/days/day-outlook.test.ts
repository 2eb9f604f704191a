import { describe, expect, it } from "vitest";
import { dayOutlook, type TouchDay } from "./day-outlook";

// half within a day, all within two: at 6 hours 1/8, at 12 hours 1/4, at 36 hours 3/4
const points = [
  { hours: 24, share: 0.5 },
  { hours: 48, share: 1 },
];
const windowDays = 30;
const [start, end] = [Date.parse("2024-10-28T00:00:00Z"), Date.parse("2024-10-29T00:00:00Z")];
const hourMs = 3_600_000;

/** A touch whose quarter's middle is so many hours before now. */
const touch = (now: number, ageHours: number, conversions: number) => ({
  at: now - ageHours * hourMs - 450_000,
  conversions,
});
function outlookAt(time: string, touches: [ageHours: number, conversions: number][], curve = points) {
  const now = Date.parse(time);
  const day: TouchDay = { start, end, touches: touches.map(([age, conversions]) => touch(now, age, conversions)) };
  return dayOutlook(day, { now, points: curve, windowDays });
}

describe("dayOutlook", () => {
  it("expects the rest of each age by the curve", () => {
    // 6 of 8 and 5 of 20 have come
    const outlook = outlookAt("2024-10-29T12:00:00Z", [
      [36, 6],
      [12, 5],
    ]);
    expect(outlook).toEqual({ state: "settling", expected: 2 + 15, settledShare: 11 / 28 });
  });

  it("keeps a day open until it is over", () => {
    expect(outlookAt("2024-10-28T23:59:59.999Z", [[6, 1]])).toMatchObject({ state: "open", expected: 7 });
    expect(outlookAt("2024-10-29T00:00:00Z", [[6, 1]])).toMatchObject({ state: "settling", expected: 7 });
  });

  it("closes a day when 99 of 100 have come", () => {
    // 47.52 hours: 0.99; 47.5 hours: 0.98958
    expect(outlookAt("2024-10-31T00:00:00Z", [[47.52, 99]])).toMatchObject({ state: "closed" });
    expect(outlookAt("2024-10-31T00:00:00Z", [[47.5, 99]])).toMatchObject({ state: "settling" });
  });

  it("closes a day when its windows are over, whatever is known", () => {
    const closed = { state: "closed", expected: 0, settledShare: 1 };
    const unknown = { state: "settling", expected: null, settledShare: null };
    expect(outlookAt("2024-11-28T00:00:00Z", [], [])).toEqual(closed);
    expect(outlookAt("2024-11-27T23:59:59.999Z", [], [])).toEqual(unknown);
    expect(outlookAt("2024-10-28T12:00:00Z", [[1, 3]], [])).toEqual({ ...unknown, state: "open" });
  });

  it("does not guess from the first twentieth of the curve", () => {
    // 3 hours: 0.0625; 2.3 hours: 0.0479
    expect(outlookAt("2024-10-28T12:00:00Z", [[3, 1]]).expected).toBe(15);
    expect(outlookAt("2024-10-28T12:00:00Z", [[2.3, 1]]).expected).toBeNull();
    expect(outlookAt("2024-10-28T12:00:00Z", [[-1, 1]])).toEqual({ state: "open", expected: null, settledShare: 0 });
  });

  it("judges a day without conversions by its middle", () => {
    expect(outlookAt("2024-10-29T12:00:00Z", [])).toEqual({ state: "settling", expected: 0, settledShare: 0.5 });
    // one that has just begun: 1 hour, 1/48
    expect(outlookAt("2024-10-28T02:00:00Z", [])).toEqual({ state: "open", expected: null, settledShare: 1 / 48 });
    expect(outlookAt("2024-10-20T02:00:00Z", [])).toEqual({ state: "open", expected: null, settledShare: 0 });
    // touches whose conversions are all invalid are none
    expect(outlookAt("2024-10-29T12:00:00Z", [[-1, 0]])).toMatchObject({ expected: 0, settledShare: 0.5 });
  });
});
