import { describe, expect, it } from "vitest";
import { dueDays, dueDaysAfter } from "./due-days";

const at = (text: string) => Date.parse(`2026-${text}Z`);
const ends = { upTo: at("10-27T12:00:00"), after: at("10-01T00:00:00") };
const touched = (from: string, to = from) => ({ from: at(from), to: at(to) });

describe("dueDays", () => {
  it("gives days as long as the zone's clocks make them, and runs without a gap", () => {
    const runs = dueDays(
      "Europe/Berlin",
      [touched("10-24T22:00:00", "10-25T23:00:00"), touched("10-21T12:00:00")],
      ends,
    );
    expect(runs.map(({ days }) => days)).toEqual([["2026-10-21"], ["2026-10-25", "2026-10-26"]]);
    const [first = 0, second = 0] = runs[1]?.edges ?? [];
    expect((second - first) / 3_600_000).toBe(25);
    expect(dueDays("Asia/Kathmandu", [touched("10-20T18:14:59"), touched("10-20T18:15:00")], ends)).toEqual([
      { days: ["2026-10-20", "2026-10-21"], edges: ["10-19T18:15:00", "10-20T18:15:00", "10-21T18:15:00"].map(at) },
    ]);
  });

  it("gives a day once, none that is not over, and none whose events are all gone", () => {
    const twice = [touched("10-26T01:00:00", "10-27T13:00:00"), touched("10-26T05:00:00")];
    expect(dueDays("UTC", twice, ends).flatMap(({ days }) => days)).toEqual(["2026-10-26"]);
    expect(dueDays("UTC", [touched("10-27T01:00:00")], ends)).toEqual([]);
    expect(dueDays("UTC", [touched("09-20T00:00:00", "10-01T01:00:00")], ends).flatMap(({ days }) => days)).toEqual([
      "2026-10-01",
    ]);
    // Berlin's first of October begins two hours before the cut
    expect(dueDays("Europe/Berlin", [touched("09-20T00:00:00", "09-30T22:30:00")], ends)[0]?.days).toEqual([
      "2026-10-01",
    ]);
  });

  it("goes on after the last day that was reported", () => {
    expect(dueDaysAfter("UTC", "2026-10-24", ends)?.days).toEqual(["2026-10-25", "2026-10-26"]);
    expect(dueDaysAfter("UTC", "2026-10-26", ends)).toBeUndefined();
  });
});
