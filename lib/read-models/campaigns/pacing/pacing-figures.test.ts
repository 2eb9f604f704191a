import { describe, expect, it } from "vitest";
import { openZone } from "@/lib/read-models/campaigns/zone";
import { type PacingInput, pacingFigures } from "./pacing-figures";

const million = 1_000_000;

/** A budget of 1,000 over the ten days from 20 to 29 October 2024; Berlin's 27th has 25 hours. */
function figuresAt(now: string, more: Partial<Omit<PacingInput, "zone" | "now">> = {}, timeZone = "UTC") {
  return pacingFigures({
    startsOn: "2024-10-20",
    endsOn: "2024-10-29",
    budgetMicros: 1000 * million,
    spentMicros: 0,
    averagePerDayMicros: null,
    ...more,
    zone: openZone(timeZone),
    now: Date.parse(now),
  });
}

describe("state", () => {
  const noon = "2024-10-24T12:00:00Z"; // 4.5 of 10 days: 450 of 1,000
  it.each([
    ["no_budget", noon, { budgetMicros: null }],
    ["no_flight", noon, { startsOn: null }],
    ["no_flight", noon, { endsOn: null }],
    ["not_started", "2024-10-19T23:59:59.999Z", {}],
    ["on_pace", "2024-10-20T00:00:00Z", {}],
    ["on_pace", noon, { spentMicros: 405 * million }],
    ["behind", noon, { spentMicros: 405 * million - 1 }],
    ["on_pace", noon, { spentMicros: 495 * million }],
    ["ahead", noon, { spentMicros: 495 * million + 1 }],
    ["ahead", noon, { spentMicros: 1000 * million - 1 }],
    ["exhausted", noon, { spentMicros: 1000 * million }],
    ["exhausted", noon, { budgetMicros: 0 }],
    ["exhausted", "2024-10-29T23:59:59.999Z", { spentMicros: 1001 * million }],
    ["ended", "2024-10-30T00:00:00Z", { spentMicros: 1000 * million }],
    ["ended", "2024-10-30T00:00:00Z", {}],
  ] as const)("is %s at %s with %j", (state, now, more) => {
    expect(figuresAt(now, more).state).toBe(state);
  });

  it("begins and ends with the days of the advertiser's calendar", () => {
    // Kathmandu is at +05:45
    const inNepal = (now: string) => figuresAt(now, {}, "Asia/Kathmandu").state;
    expect([inNepal("2024-10-19T18:14:59Z"), inNepal("2024-10-19T18:15:00Z")]).toEqual(["not_started", "on_pace"]);
    expect([inNepal("2024-10-29T18:14:59Z"), inNepal("2024-10-29T18:15:00Z")]).toEqual(["behind", "ended"]);
  });
});

describe("elapsedDays", () => {
  it.each([
    ["UTC", "2024-10-19T00:00:00Z", 0],
    ["UTC", "2024-10-20T06:00:00Z", 0.25],
    ["UTC", "2024-11-30T06:00:00Z", 10],
    // 12.5 of 25 hours: the 27th began at 22:00 UTC
    ["Europe/Berlin", "2024-10-27T10:30:00Z", 7.5],
    ["Europe/Berlin", "2024-10-27T22:59:59.999Z", 8],
    ["Asia/Kathmandu", "2024-10-20T06:15:00Z", 0.5],
  ])("in %s at %s is %d", (timeZone, now, elapsed) => {
    expect(figuresAt(now, {}, timeZone).elapsedDays).toBeCloseTo(elapsed, 6);
  });

  it("counts a day of 23 hours as one", () => {
    const flight = { startsOn: "2024-03-31", endsOn: "2024-03-31" };
    expect(figuresAt("2024-03-31T10:30:00Z", flight, "Europe/Berlin")).toMatchObject({
      flightDays: 1,
      elapsedDays: 0.5,
      evenMicros: 500 * million,
    });
  });
});

it("says what is left, what that needs a day and where the average leads", () => {
  const figures = figuresAt("2024-10-24T12:00:00Z", { spentMicros: 300 * million, averagePerDayMicros: 60 * million });
  expect(figures).toEqual({
    state: "behind",
    remainingMicros: 700 * million,
    flightDays: 10,
    elapsedDays: 4.5,
    evenMicros: 450 * million,
    pace: 300 / 450,
    neededPerDayMicros: Math.round((700 * million) / 5.5),
    projectedMicros: 630 * million,
  });
});

it("needs nothing more when more than the budget is spent, and says by how much", () => {
  const figures = figuresAt("2024-10-24T12:00:00Z", { spentMicros: 1100 * million });
  expect(figures).toMatchObject({ remainingMicros: -100 * million, neededPerDayMicros: 0, projectedMicros: null });
});

it("has nothing to need or to guess after the end", () => {
  const figures = figuresAt("2024-11-05T12:00:00Z", { spentMicros: 900 * million, averagePerDayMicros: 60 * million });
  expect(figures).toMatchObject({ neededPerDayMicros: null, projectedMicros: 900 * million, pace: 0.9 });
});

it("needs the budget over the days before the start", () => {
  expect(figuresAt("2024-10-01T00:00:00Z")).toMatchObject({
    neededPerDayMicros: 100 * million,
    evenMicros: 0,
    pace: null,
    projectedMicros: null,
  });
});
