import { describe, expect, it } from "vitest";
import { levels } from "./aggregates";
import { Pace } from "./pace";
import { nextForwardAt, planForward } from "./plan-forward";
import { planLate, type Refresh } from "./plan-late";
import { limitWindows, toWindows } from "./windows";

const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const range = (from: string, to = from) => ({ from: at(from), to: at(to) });
const told = (refreshes: readonly Refresh[], family: string) =>
  refreshes
    .filter((refresh) => refresh.view.startsWith(`${family}_`))
    .map((refresh) => `${refresh.view.slice(family.length + 1)} ${short(refresh.from)}-${short(refresh.to)}`);
const short = (ms: number) => new Date(ms).toISOString().slice(8, 16);
const everBefore = at("01T00:00:00");

function frontiers(family: string, fifteen?: string, hour?: string, day?: string): Map<string, number> {
  const given = { "15m": fifteen, "1h": hour, "1d": day };
  return new Map(Object.entries(given).flatMap(([level, text]) => (text ? [[`${family}_${level}`, at(text)]] : [])));
}

describe("windows", () => {
  it("are whole buckets, joined where they meet", () => {
    const quarter = 15 * 60_000;
    const windows = toWindows(
      [range("05T10:14:59.999"), range("05T10:15:00"), range("05T11:00:00", "05T11:15:00")],
      quarter,
    );
    expect(windows).toEqual([range("05T10:00:00", "05T10:30:00"), range("05T11:00:00", "05T11:30:00")]);
  });

  it("become fewer over the smallest gaps", () => {
    const windows = [1, 2, 10, 12, 30].map((from) => ({ from, to: from + 0.5 }));
    expect(limitWindows(windows, 3)).toEqual([
      { from: 1, to: 2.5 },
      { from: 10, to: 12.5 },
      { from: 30, to: 30.5 },
    ]);
    expect(limitWindows(windows, 9)).toEqual(windows);
    expect(limitWindows([], 3)).toEqual([]);
  });
});

describe("how much is refreshed at once", () => {
  const year = { from: Date.UTC(2023, 0, 1), to: Date.UTC(2024, 0, 1) };
  const days = ({ from, to }: { from: number; to: number }) => (to - from) / 86_400_000;
  const firstAfter = (took: number[], window = year) => {
    const pace = new Pace();
    for (const tookMs of took) pace.note("click", tookMs);
    return days(pace.first("click", levels[0], window));
  };

  it("grows while refreshes are fast, up to 64 days of the finest level, and shrinks when they are slow", () => {
    expect([[], [20], [20, 20], [20, 200], [20, 300], [20, 20, 20, 20]].map((took) => firstAfter(took))).toEqual([
      2, 8, 32, 16, 8, 64,
    ]);
    expect([[900], [20, 900], [20, 20, 20, 900, 900]].map((took) => firstAfter(took))).toEqual([2, 4, 16]);
  });

  it("is never more than is asked, and is each table's own", () => {
    expect(firstAfter([20, 20], { from: year.from, to: year.from + 86_400_000 })).toBe(1);
    const pace = new Pace();
    pace.note("impression", 20);
    expect(days(pace.first("click", levels[2], year))).toBe(14);
  });
});

describe("what late events need", () => {
  const family = "click_by_site";
  const past = frontiers(family, "20T10:15:00", "20T10:00:00", "20T00:00:00");

  it("is nothing above every frontier, nor where nothing is materialised yet", () => {
    expect(planLate({ click: [range("20T10:15:00")] }, past, everBefore)).toEqual([]);
    expect(planLate({ click: [range("20T09:00:00")] }, new Map(), everBefore)).toEqual([]);
  });

  it("is each level that is past it, from the finest up", () => {
    expect(told(planLate({ click: [range("20T10:14:00")] }, past, everBefore), family)).toEqual([
      "15m 20T10:00-20T10:15",
    ]);
    expect(told(planLate({ click: [range("20T09:50:00")] }, past, everBefore), family)).toEqual([
      "15m 20T09:45-20T10:00",
      "1h 20T09:00-20T10:00",
    ]);
    expect(told(planLate({ click: [range("19T23:50:00", "20T10:30:00")] }, past, everBefore), family)).toEqual([
      "15m 19T23:45-20T10:15",
      "1h 19T23:00-20T10:00",
      "1d 19T00:00-20T00:00",
    ]);
  });

  it("is the finest level too where only a coarser one is past, since that learns from it alone", () => {
    const sparse = frontiers(family, "20T09:15:00", "20T10:00:00");
    expect(told(planLate({ click: [range("20T09:40:00")] }, sparse, everBefore), family)).toEqual([
      "15m 20T09:30-20T09:45",
      "1h 20T09:00-20T10:00",
    ]);
  });

  it("is every level below one that is past it", () => {
    const sparse = frontiers(family, "19T20:15:00", "19T21:00:00", "20T00:00:00");
    expect(told(planLate({ click: [range("19T22:30:00")] }, sparse, everBefore), family)).toEqual([
      "15m 19T22:30-19T22:45",
      "1h 19T22:00-19T23:00",
      "1d 19T00:00-20T00:00",
    ]);
  });

  it("leaves time alone whose events may be gone", () => {
    const plan = planLate({ click: [range("17T22:00:00", "18T01:00:00")] }, past, at("18T00:00:00"));
    expect(told(plan, family)).toEqual(["15m 18T00:00-18T01:15", "1h 18T00:00-18T02:00", "1d 18T00:00-19T00:00"]);
  });
});

describe("how the frontier moves on", () => {
  const family = "bid_by_site";
  const chunks = { bid_request: [range("05T00:00:00", "12T00:00:00"), range("19T00:00:00", "26T00:00:00")] };
  const steps = (known: Map<string, number>, now: string, data: Parameters<typeof planForward>[1] = chunks) =>
    planForward(known, data, at(now), everBefore, new Pace())
      .filter((step) => step.view.startsWith(`${family}_`))
      .map(
        (step) =>
          `${step.view.slice(12)} ${step.refresh ? told([step.refresh], family)[0]?.slice(3).trim() : "empty"} → ${short(step.frontier)}`,
      );

  it("takes the next slice of data, leaps over time without, and waits for the level below", () => {
    expect(steps(new Map(), "20T10:20:00")).toEqual(["15m 05T00:00-07T00:00 → 07T00:00"]);
    expect(steps(frontiers(family, "12T00:00:00"), "20T10:20:00")).toEqual(["15m 19T00:00-20T10:15 → 20T10:15"]);
    expect(steps(frontiers(family, "20T10:15:00"), "20T10:20:00")).toEqual(["1h 05T00:00-12T00:00 → 12T00:00"]);
    expect(steps(frontiers(family, "20T10:15:00", "20T10:00:00"), "20T10:20:00")).toEqual([
      "1d 05T00:00-12T00:00 → 12T00:00",
    ]);
    expect(steps(frontiers(family, "20T10:15:00", "12T00:00:00"), "20T10:20:00", {})).toEqual(["1h empty → 20T10:00"]);
  });

  it("leaves a view alone of which there is no data at all", () => {
    expect(steps(new Map(), "20T10:20:00", {})).toEqual([]);
    expect(steps(new Map(), "04T10:20:00")).toEqual([]);
  });

  it("stays behind the bucket that was current two minutes ago, and rests there", () => {
    const rested = frontiers(family, "20T10:15:00", "20T10:00:00", "20T00:00:00");
    expect(steps(rested, "20T10:31:59")).toEqual([]);
    expect(steps(rested, "20T10:32:00")).toEqual(["15m 20T10:15-20T10:30 → 20T10:30"]);
  });

  it("can move again two minutes into the next quarter of an hour", () => {
    expect(nextForwardAt(at("20T10:31:59"))).toBe(at("20T10:32:00"));
    expect(nextForwardAt(at("20T10:32:00"))).toBe(at("20T10:47:00"));
  });
});
